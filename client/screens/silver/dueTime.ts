import { londonDay, londonMoment } from '../../../shared/london.ts';

const HALF_DAY = 12 * 3_600_000;
const DAY = 24 * 3_600_000;

/** The moment nearest to `now` at which London's clock shows `07:58`; `null` for what is no time. */
export const momentOf = (time: string, now: Date): Date | null => {
  const found = /^(\d{1,2}):?(\d{2})$/.exec(time.trim());
  const [hour, minute] = [Number(found?.[1]), Number(found?.[2])];
  if (!found || hour > 23 || minute > 59) return null;
  const today = londonMoment(londonDay(now), hour, minute);
  const off = today.getTime() - now.getTime();
  if (Math.abs(off) <= HALF_DAY) return today;
  return londonMoment(londonDay(now.getTime() + (off > 0 ? -DAY : DAY)), hour, minute);
};
