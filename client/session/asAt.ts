import { offlineListAt } from '../data/device.ts';
import { dataAge, offlineSince } from '../data/connection.ts';
import { now } from './now.ts';

const OLD_MS = 60_000;

/** When what is shown was so, by Haven's clock. */
export const asAt = (): Date => new Date(offlineListAt.value ?? now.value.getTime() - dataAge.value);

/** The same, once it is old and no other time on the screen says so; `null` before. */
export const oldAsAt = (): Date | null => {
  if (offlineListAt.value !== null || dataAge.value < OLD_MS) return null;
  const at = asAt();
  const lost = offlineSince.value;
  return lost && lost.getTime() - at.getTime() < OLD_MS ? null : at;
};
