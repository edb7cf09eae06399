import { type AgeBand, mayBeChild } from '../../../shared/people.ts';
import type { Person } from '../record/rows.ts';

/** The safer answer on age: someone who may be a child is treated as one. */
export const saferAge = (keep: AgeBand, join: AgeBand): AgeBand =>
  mayBeChild(keep) || !mayBeChild(join) ? keep : join;

type Merged = Pick<Person, 'ageBand' | 'language' | 'vehicle' | 'groupId' | 'zone' | 'arrivedAt'>;

/** What becomes of the record that is kept: blanks are filled, the earliest arrival and the safer age stand. */
export const mergedOf = (keep: Person, join: Person): Merged => ({
  ageBand: saferAge(keep.ageBand, join.ageBand),
  language: keep.language === 'und' ? join.language : keep.language,
  vehicle: keep.vehicle ?? join.vehicle,
  groupId: keep.groupId ?? join.groupId,
  zone: keep.zone ?? join.zone,
  arrivedAt: join.arrivedAt < keep.arrivedAt ? join.arrivedAt : keep.arrivedAt,
});
export const mergedFields = ['ageBand', 'language', 'vehicle', 'groupId', 'zone', 'arrivedAt'] as const;

/** Which of two is kept where nobody chose: whoever is still here, else whoever came first. */
export const keptFirst = (a: Person, b: Person, staying: (it: Person) => boolean): [Person, Person] => {
  if (staying(a) !== staying(b)) return staying(a) ? [a, b] : [b, a];
  return a.arrivedAt < b.arrivedAt || (a.arrivedAt.getTime() === b.arrivedAt.getTime() && a.id < b.id)
    ? [a, b]
    : [b, a];
};
