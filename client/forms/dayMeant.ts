import { dayBeside, londonDay } from '../../shared/london.ts';
import { duration, minutesLeft } from '../ui/duration.ts';
import { dayWords } from '../ui/time.ts';

const DAY_MINUTES = 24 * 60;

const nameOf = (day: string, today: string): string => {
  if (day === dayBeside(today, 1)) return 'Tomorrow, ';
  return day === dayBeside(today, -1) ? 'Yesterday, ' : '';
};

/**
 * The day a time is taken to be of, as it stands beside the field: `Tomorrow, Fri 20 Nov`. Of one that has only just
 * passed it says so, `Today, 12 min ago`: else whoever means tomorrow's would not see it.
 */
export const dayMeant = (at: Date, now: Date): string => {
  const [day, today] = [londonDay(at), londonDay(now)];
  const words = day === today ? 'Today' : `${nameOf(day, today)}${dayWords(at)}`;
  const ago = -minutesLeft(at, now);
  return ago > 0 && ago < DAY_MINUTES ? `${words}, ${duration(ago)} ago` : words;
};
