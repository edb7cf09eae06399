import { londonDay, londonMoment } from '../../../shared/london.ts';

export type WrittenDay = 'today' | 'yesterday';

const DAY = 24 * 3_600_000;
/** Clocks differ a little. */
const GRACE = 60_000;

/** The moment that a form's `07:42` names, in London; why not, where it names none that has passed. */
export const writtenMoment = (day: WrittenDay, text: string, now: Date): Date | 'unclear' | 'to come' => {
  const [, hour, minute] = /^(\d{1,2})[:. ]?(\d{2})$/.exec(text.trim()) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return 'unclear';
  const noon = londonMoment(londonDay(now), 12).getTime();
  const date = londonDay(day === 'today' ? noon : noon - DAY);
  const at = londonMoment(date, Number(hour), Number(minute));
  return at.getTime() > now.getTime() + GRACE ? 'to come' : at;
};
