/** Whom a form about one guest finds beside them. */
import { isStaying, type PersonRow } from '../../../shared/people.ts';
import { isPartial } from '../../data/partial.ts';
import { readReference } from './reference.ts';

const RECENT = 8;

/** Whoever wears this wristband, as it was typed. */
export const wearing = (people: readonly PersonRow[], typed: string): PersonRow | undefined =>
  people.find((it) => it.undoneAt === null && it.reference === readReference(typed));

/** Others who are looked after, the latest first: whoever is with somebody most likely came just before. */
export const othersFor = (people: readonly PersonRow[], guest: PersonRow, typed: string): PersonRow[] => {
  // Whoever is only partly known may be in a group already.
  const known = people.filter((it) => !isPartial(it) && !it.undoneAt && isStaying(it.presence));
  const others = known.filter((it) => it.id !== guest.id);
  const wanted = readReference(typed);
  const found = typed.trim() === '' ? others : others.filter((it) => it.reference === wanted);
  return found.toSorted((a, b) => (a.arrivedAt < b.arrivedAt ? 1 : -1)).slice(0, RECENT);
};

/** The group of two who are together: that of the one they are put with, else their own, else one that is made. */
export const groupWith = (guest: PersonRow, other: PersonRow | undefined, made: string): string =>
  other?.groupId ?? guest.groupId ?? made;
