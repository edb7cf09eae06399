/** Staff whom the roster says are on site, beside those in the sign-in book: where the two differ, both are said. */
import { fold } from '../fold.ts';
import type { Slot } from '../rosters/contract.ts';
import type { VisitRow } from '../visits.ts';

export type Shift = Pick<
  Slot,
  'id' | 'centreId' | 'role' | 'partner' | 'partnerName' | 'shiftStart' | 'shiftEnd' | 'state' | 'arrived' | 'arrivedAt'
>;
export type Signed = Pick<
  VisitRow,
  'id' | 'centreId' | 'kind' | 'name' | 'organisation' | 'signedInAt' | 'signedOutAt'
>;

/** One of a shift whom nobody has signed in: known by nothing but where they come from and what they do. */
export interface Unsigned<S extends Shift = Shift> {
  id: string;
  kind: 'staff' | 'interpreter';
  shift: S;
}

export interface Differences<S extends Shift = Shift, V extends Signed = Signed> {
  unsigned: Unsigned<S>[];
  /** Signed in, and on no shift that is on site. */
  unrostered: V[];
}

const HOUR = 3_600_000;
const TAIL = 12;

/** The id that a place of a shift is marked by, the same wherever it is worked out. */
export const placeId = (shiftId: string, place: number): string => {
  const tail = (BigInt(`0x${shiftId.slice(-TAIL)}`) + BigInt(place)) % 2n ** BigInt(4 * TAIL);
  return shiftId.slice(0, -TAIL) + tail.toString(16).padStart(TAIL, '0');
};

const kindOf = ({ role }: Shift): Unsigned['kind'] => (role === 'interpreter' ? 'interpreter' : 'staff');

/** On site when the count began, or come since: a shift that ends in the middle of it drops nobody. */
const isOnSite = (it: Shift, at: string): boolean =>
  it.state === 'arrived' && it.arrived > 0 && Date.parse(it.shiftEnd) > Date.parse(at);

const words = (text: string): string[] =>
  text
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .map(fold)
    .filter(Boolean);

/** `Red Cross` is of the British Red Cross, and so is `BRC`. */
export const isFrom = (
  organisation: string,
  { partner, partnerName }: Pick<Shift, 'partner' | 'partnerName'>,
): boolean => {
  const [said, name] = [words(organisation), words(partnerName ?? '')];
  return said.length > 0 && (fold(organisation) === fold(partner) || said.every((it) => name.includes(it)));
};

/** All lines of one person: out for a moment and in again is nobody else. */
type Lines<V extends Signed> = readonly V[];

const people = <V extends Signed>(visits: readonly V[]): Lines<V>[] => {
  const found = new Map<string, V[]>();
  for (const it of visits) {
    const who = `${fold(it.name)}\n${fold(it.organisation)}`;
    found.set(who, [...(found.get(who) ?? []), it]);
  }
  return [...found.values()];
};

/** When they signed in for this shift, or a little before it; `null` for whoever came for the one before, or for none. */
const cameAt = (lines: Lines<Signed>, shift: Shift): number | null => {
  const began = Math.min(...[shift.arrivedAt ?? shift.shiftStart, shift.shiftStart].map((at) => Date.parse(at)));
  const times = lines
    .filter((it) => isFrom(it.organisation, shift))
    .map((it) => Date.parse(it.signedInAt))
    .filter((at) => at >= began - HOUR);
  return times.length > 0 ? Math.min(...times) : null;
};

/** Those who fill a place of a shift: its own kind of work first, then whoever came first. */
const fillers = <V extends Signed>(all: ReadonlySet<Lines<V>>, shift: Shift): { lines: Lines<V>; at: number }[] => {
  const does = (lines: Lines<V>): boolean => lines.some((it) => it.kind === kindOf(shift));
  return [...all]
    .flatMap((lines) => {
      const at = cameAt(lines, shift);
      return at === null ? [] : [{ lines, at }];
    })
    .toSorted((a, b) => Number(does(b.lines)) - Number(does(a.lines)) || a.at - b.at)
    .slice(0, shift.arrived)
    .toSorted((a, b) => a.at - b.at);
};

/** When somebody of a place was first marked, or `null`. */
export type MarkedAt = (placeId: string) => string | null;

/**
 * The places that nobody fills. Each who signs in takes the first that is free, but one that was marked before they did
 * so: it may be they who were marked, and are not to be counted twice over somebody whom nobody has seen.
 */
const emptyOf = (shift: Shift, cameAts: readonly number[], markedAt: MarkedAt): string[] => {
  const places = Array.from({ length: shift.arrived }, (_, place) => placeId(shift.id, place + 1));
  const marked = new Map(places.map((id) => [id, Date.parse(markedAt(id) ?? '')]));
  return cameAts.reduce((free, at) => {
    const taken = free.find((id) => Number(marked.get(id)) < at) ?? free[0];
    return free.filter((id) => id !== taken);
  }, places);
};

/** Pure, and the same on every screen and at the end. Whoever has signed in and has gone again fills their place too. */
export const rosterDifferences = <S extends Shift, V extends Signed>(
  shifts: readonly S[],
  visits: readonly V[],
  at: string,
  markedAt: MarkedAt,
): Differences<S, V> => {
  const left = new Set(people(visits.filter((it) => it.kind !== 'visitor')));
  const onSite = shifts
    .filter((it) => isOnSite(it, at))
    .toSorted((a, b) => Date.parse(b.shiftStart) - Date.parse(a.shiftStart) || (a.id < b.id ? -1 : 1));
  const unsigned = onSite.flatMap((shift) => {
    const filled = fillers(left, shift);
    for (const { lines } of filled) left.delete(lines);
    const empty = emptyOf(
      shift,
      filled.map((it) => it.at),
      markedAt,
    );
    return empty.map((id) => ({ id, kind: kindOf(shift), shift }));
  });
  return { unsigned, unrostered: [...left].flatMap((lines) => lines.filter((it) => it.signedOutAt === null)) };
};
