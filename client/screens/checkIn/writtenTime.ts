import { londonDay, londonMoment } from '../../../shared/london.ts';
import { momentOf } from '../../forms/when.ts';

export type WrittenDay = 'today' | 'yesterday';

const DAY = 24 * 3_600_000;
/** Clocks differ a little. */
const GRACE = 60_000;

/** The moment that a form's `07:42` names, in London; why not, where it names none that has passed. */
export const writtenMoment = (day: WrittenDay, time: string, now: Date): Date | 'unclear' | 'to come' => {
  const noon = londonMoment(londonDay(now), 12).getTime();
  const at = momentOf({ time, day: londonDay(day === 'today' ? noon : noon - DAY) }, now);
  if (!at) return 'unclear';
  return at.getTime() > now.getTime() + GRACE ? 'to come' : at;
};
