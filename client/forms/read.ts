export interface TimeOfDay {
  hour: number;
  minute: number;
}

/** `6:30`, `0630`, `06.30` or `630` as hours and minutes; `null` when it is no time of day. */
export const readTime = (text: string): TimeOfDay | null => {
  const match = /^\s*(\d{1,2})[:.\s]?(\d{2})\s*$/.exec(text);
  if (!match) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2]);
  return hour < 24 && minute < 60 ? { hour, minute } : null;
};

/** `YYYY-MM-DD`, as a date field gives it; `null` for what is on no calendar. */
export const readDay = (text: string): string | null => {
  const day = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : null;
};
