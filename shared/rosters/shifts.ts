import { londonClock, londonDay, londonSteps, weekdayOf } from '../london.ts';
import type { ScaledRole } from '../plans/scale.ts';

export interface Shift {
  /** `Early`, `Late`, `Night`; on later days `Fri early`. */
  name: string;
  start: Date;
  end: Date;
}

const HOUR = 3_600_000;
/** Shifts change at 06:00 in London and every `hours` from there. */
const FIRST_CHANGE = 6;
/** A first shift shorter than this is not worth a journey: the next one starts early instead. */
const WORTH_COMING_HOURS = 2;

/**
 * Shifts from the one that doors open in until `horizon` hours later are covered.
 * `hours` divides 24; by the wall clock, so the night the clocks change is an hour longer or shorter.
 */
export function shiftsFrom(startAt: Date, hours = 8, horizon = 24): Shift[] {
  const until = startAt.getTime() + horizon * HOUR;
  // Two steps more: the first shift may begin a step late, and the last is closed by one.
  const changes = londonSteps(startAt, new Date(until + 2 * hours * HOUR), hours, FIRST_CHANGE);
  const first = firstChange(changes, startAt);
  const shifts: Shift[] = [];
  for (const [index, start] of changes.entries()) {
    const end = changes[index + 1];
    if (index < first || end === undefined || start.getTime() >= until) continue;
    shifts.push({ name: shiftName(start, startAt), start: index === first && start > startAt ? startAt : start, end });
  }
  return shifts;
}

function firstChange(changes: Date[], startAt: Date): number {
  const current = changes.findLastIndex((change) => change <= startAt);
  const left = (changes[current + 1]?.getTime() ?? Infinity) - startAt.getTime();
  return left < WORTH_COMING_HOURS * HOUR ? current + 1 : current;
}

function shiftName(start: Date, firstDay: Date): string {
  const { hour } = londonClock(start);
  const name = hour >= 4 && hour < 12 ? 'Early' : hour >= 12 && hour < 20 ? 'Late' : 'Night';
  const sameDay = londonDay(start) === londonDay(firstDay) || start <= firstDay;
  return sameDay ? name : `${weekdayOf(londonDay(start))} ${name.toLowerCase()}`;
}

export interface NewSlot {
  role: string;
  partner: string;
  language: string | null;
  shiftStart: string;
  shiftEnd: string;
  needed: number;
}

/** One slot per role, partner, language and shift; roles nobody is needed for get none. Shift by shift, in the plan's order. */
export function slotsFor(plan: readonly ScaledRole[], shifts: readonly Shift[]): NewSlot[] {
  return shifts.flatMap(({ start, end }) =>
    plan.flatMap(({ role, partner, byLanguage }) =>
      byLanguage
        .filter(({ heads }) => heads > 0)
        .map(({ language, heads }) => ({
          role,
          partner,
          language,
          shiftStart: start.toISOString(),
          shiftEnd: end.toISOString(),
          needed: heads,
        })),
    ),
  );
}
