import { dayBeside, londonDay } from '../../../shared/london.ts';
import { momentOf } from '../../forms/when.ts';

export type WrittenDay = 'today' | 'yesterday';

/** Clocks differ a little. */
const GRACE = 60_000;

/** The moment that a form's `07:42` names, in London; why not, where it names none that has passed. */
export const writtenMoment = (day: WrittenDay, time: string, now: Date): Date | 'unclear' | 'to come' => {
  const at = momentOf({ time, day: dayBeside(londonDay(now), day === 'today' ? 0 : -1) }, now);
  if (!at) return 'unclear';
  return at.getTime() > now.getTime() + GRACE ? 'to come' : at;
};
