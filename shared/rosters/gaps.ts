import { londonSteps } from '../london.ts';
import type { SlotLike } from './contract.ts';

const MINUTE = 60_000;

/** Assumptions for the council to confirm. */
export const rosterRules = {
  /** People each welfare volunteer can look after. */
  guestsPerWelfare: 5,
  welfareRole: 'welfare',
  /** Arriving this much after a shift starts is handed over, not a gap. */
  graceMinutes: 30,
} as const;

interface Presence {
  from: number;
  until: number;
  heads: number;
}

const at = (moment: string): number => Date.parse(moment);

// Whoever said yes and is overdue no longer counts until somebody sees them or they name a new time.
function presences(slot: SlotLike, now: number): Presence[] {
  if (slot.state !== 'accepted' && slot.state !== 'arrived') return [];
  const start = at(slot.shiftStart);
  const until = at(slot.shiftEnd);
  const promisedBy = slot.arriveBy === null ? start : at(slot.arriveBy);
  const came = slot.arrivedAt === null ? start : at(slot.arrivedAt);
  const grace = start + rosterRules.graceMinutes * MINUTE;
  const present = { from: came <= grace ? Math.min(came, start) : came, until, heads: slot.arrived };
  const promised = {
    from: promisedBy <= grace ? start : promisedBy,
    until,
    heads: Math.max(0, slot.accepted - slot.arrived),
  };
  const overdue = Math.max(promisedBy, grace) < now;
  return [present, ...(overdue ? [] : [promised])];
}

/** `unplanned`: no shift then, so that nobody is short and nothing is covered. */
export type GapLevel = 'unplanned' | 'covered' | 'some' | 'nobody';
export interface GapCell {
  from: Date;
  to: Date;
  needed: number;
  covered: number;
  short: number;
  level: GapLevel;
}
export interface RoleGaps {
  role: string;
  cells: GapCell[];
}

/**
 * Per role, in steps of `stepHours` on London's clock: the worst moment of each step. Languages count apart:
 * a Romanian interpreter covers no Vietnamese. `now` (default `from`) decides who is overdue.
 */
export function gaps(slots: readonly SlotLike[], from: Date, to: Date, stepHours = 2, now: Date = from): RoleGaps[] {
  const roles = [...new Set(slots.map(({ role }) => role))];
  const steps = stepsBetween(from, to, stepHours);
  return roles.map((role) => {
    const ofRole = slots
      .filter((slot) => slot.role === role && slot.state !== 'stood_down')
      .map((slot) => timed(slot, now));
    return { role, cells: steps.map(([start, end]) => worst(ofRole, start, end)) };
  });
}

interface Timed {
  language: string | null;
  start: number;
  end: number;
  needed: number;
  present: Presence[];
}
const timed = (slot: SlotLike, now: Date): Timed => ({
  language: slot.language,
  start: at(slot.shiftStart),
  end: at(slot.shiftEnd),
  needed: slot.needed,
  present: presences(slot, now.getTime()),
});

function stepsBetween(from: Date, to: Date, stepHours: number): [number, number][] {
  const [start, end] = [from.getTime(), to.getTime()];
  if (end <= start) return [];
  const edges = londonSteps(from, to, stepHours).map((edge) => Math.min(Math.max(edge.getTime(), start), end));
  return edges.slice(1).map((edge, index) => [edges[index] ?? start, edge]);
}

function levelOf(needed: number, covered: number): GapLevel {
  if (needed === 0) return 'unplanned';
  if (covered === needed) return 'covered';
  return covered > 0 ? 'some' : 'nobody';
}

function worst(slots: Timed[], from: number, to: number): GapCell {
  // Nobody is missed the more for coming: it is worst where a shift starts or ends.
  const edges = slots.flatMap(({ start, end }) => [start, end]);
  const moments = [from, ...edges.filter((edge) => edge > from && edge < to)];
  const states = moments.map((moment) => standing(slots, moment));
  // Of a step without a gap, a moment in which somebody is needed: else it looked as if nobody was planned.
  const { needed, short } = states.reduce((low, next) => (next.short > low.short || low.needed === 0 ? next : low));
  const covered = needed - short;
  return { from: new Date(from), to: new Date(to), needed, covered, short, level: levelOf(needed, covered) };
}

function standing(slots: Timed[], moment: number): { needed: number; short: number } {
  const languages = new Map<string | null, { needed: number; here: number }>();
  for (const { language, start, end, needed, present } of slots) {
    const sum = languages.get(language) ?? { needed: 0, here: 0 };
    if (start <= moment && moment < end) sum.needed += needed;
    for (const each of present) if (each.from <= moment && moment < each.until) sum.here += each.heads;
    languages.set(language, sum);
  }
  const counts = [...languages.values()];
  return {
    needed: counts.reduce((sum, each) => sum + each.needed, 0),
    short: counts.reduce((sum, each) => sum + Math.max(0, each.needed - each.here), 0),
  };
}

/**
 * How many people the welfare staff can look after at a moment. `on_site` counts who has arrived,
 * `promised` also who said yes and is not overdue. Five to one is a planning assumption, not a standard.
 */
export function staffedPlaces(
  slots: readonly SlotLike[],
  moment: Date,
  counting: 'on_site' | 'promised' = 'on_site',
  guestsPerWelfare: number = rosterRules.guestsPerWelfare,
): number {
  const when = moment.getTime();
  const heads = slots
    .filter(({ role, state }) => role === rosterRules.welfareRole && (counting === 'promised' || state === 'arrived'))
    .flatMap((slot) => presences(counting === 'on_site' ? { ...slot, accepted: slot.arrived } : slot, when))
    .filter(({ from, until }) => from <= when && when < until)
    .reduce((sum, each) => sum + each.heads, 0);
  return heads * guestsPerWelfare;
}

/** Staff on site now and how many are needed now, over every role. */
export function staffOnSite(slots: readonly SlotLike[], moment: Date): { here: number; needed: number } {
  const now = moment.getTime();
  const current = slots.filter(
    (slot) => slot.state !== 'stood_down' && at(slot.shiftStart) <= now && now < at(slot.shiftEnd),
  );
  return {
    here: current.reduce((sum, slot) => sum + slot.arrived, 0),
    needed: current.reduce((sum, slot) => sum + slot.needed, 0),
  };
}
