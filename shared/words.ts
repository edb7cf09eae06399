/** `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** `Step-free` of `step-free`. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** '1 hour 40 minutes' for a length in minutes. */
export function spokenDuration(minutes: number): string {
  const whole = Math.abs(Math.round(minutes));
  if (whole < 60) return plural(whole, 'minute');
  const rest = whole % 60;
  return `${plural(Math.floor(whole / 60), 'hour')}${rest ? ` ${plural(rest, 'minute')}` : ''}`;
}
