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
  const [said, name] = [words(organisation), words(partnerName)];
  return said.length > 0 && (fold(organisation) === fold(partner) || said.every((it) => name.includes(it)));
};

/** Signed in for this shift, or a little before it; whoever came for the one before does not stand for one of these. */
const cameFor = (it: Signed, shift: Shift): boolean => {
  const began = Math.min(...[shift.arrivedAt ?? shift.shiftStart, shift.shiftStart].map((at) => Date.parse(at)));
  return Date.parse(it.signedInAt) >= began - HOUR;
};

/** Out for a moment and in again is one person. */
const people = <V extends Signed>(visits: readonly V[]): V[] => [
  ...new Map(visits.map((it) => [`${fold(it.name)}\n${fold(it.organisation)}`, it])).values(),
];

const kindFirst =
  (kind: Unsigned['kind']) =>
  (a: Signed, b: Signed): number =>
    Number(b.kind === kind) - Number(a.kind === kind) || (a.id < b.id ? -1 : 1);

/**
 * Pure, and the same on every screen and at the end. Whoever has signed in, also if they have gone again, fills a place
 * of a shift of theirs. A place that was marked is filled first: one who was counted, and signs in then, is not counted
 * twice over somebody whom nobody has seen.
 */
export const rosterDifferences = <S extends Shift, V extends Signed>(
  shifts: readonly S[],
  visits: readonly V[],
  at: string,
  isMarked: (id: string) => boolean,
): Differences<S, V> => {
  const left = new Set(people(visits.filter((it) => it.kind !== 'visitor')));
  const onSite = shifts
    .filter((it) => isOnSite(it, at))
    .toSorted((a, b) => Date.parse(b.shiftStart) - Date.parse(a.shiftStart) || (a.id < b.id ? -1 : 1));
  const unsigned = onSite.flatMap((shift) => {
    const theirs = [...left].filter((it) => isFrom(it.organisation, shift) && cameFor(it, shift));
    const filled = theirs.toSorted(kindFirst(kindOf(shift))).slice(0, shift.arrived);
    for (const it of filled) left.delete(it);
    const places = Array.from({ length: shift.arrived }, (_, place) => placeId(shift.id, place + 1));
    const empty = places.toSorted((a, b) => Number(isMarked(b)) - Number(isMarked(a))).slice(filled.length);
    return empty.map((id) => ({ id, kind: kindOf(shift), shift }));
  });
  return { unsigned, unrostered: [...left].filter((it) => it.signedOutAt === null) };
};
