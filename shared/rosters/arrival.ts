import type { Callout } from '../partners/contract.ts';
import type { SlotLike } from './contract.ts';

const MINUTE = 60_000;
/** Who comes for a shift is there a little before it. */
const BEFORE = 15 * MINUTE;
/** A time is said in fives. */
const STEP = 5 * MINUTE;

/** How long a partner takes for a role: for the language asked, else the longest it gave; `null` where it gave none. */
export const calloutFor = (
  { role, language }: Pick<SlotLike, 'role' | 'language'>,
  callout: readonly Callout[],
): number | null => {
  const own = callout.filter((it) => it.role === role);
  const spoken = own.filter((it) => language !== null && it.languages.includes(language));
  const minutes = (spoken.length > 0 ? spoken : own).map((it) => it.calloutMinutes);
  return minutes.length === 0 ? null : Math.max(...minutes);
};

/**
 * By when somebody called now is there for a shift: a quarter of an hour before it, or as soon as this partner can;
 * `null` where that is not known and the shift is close or has begun.
 */
export const arrivalFor = (
  slot: Pick<SlotLike, 'role' | 'language' | 'shiftStart'>,
  callout: readonly Callout[],
  now: Date,
): Date | null => {
  const usual = Date.parse(slot.shiftStart) - BEFORE;
  const minutes = calloutFor(slot, callout);
  if (minutes === null) return usual > now.getTime() ? new Date(usual) : null;
  const soonest = Math.ceil((now.getTime() + minutes * MINUTE) / STEP) * STEP;
  return new Date(Math.max(usual, soonest));
};
