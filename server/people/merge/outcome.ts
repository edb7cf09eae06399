import type { Person } from '../record/rows.ts';

/** Which of two is kept where nobody chose: whoever is still here, else whoever came first. */
export const keptFirst = (a: Person, b: Person, staying: (it: Person) => boolean): [Person, Person] => {
  if (staying(a) !== staying(b)) return staying(a) ? [a, b] : [b, a];
  return a.arrivedAt < b.arrivedAt || (a.arrivedAt.getTime() === b.arrivedAt.getTime() && a.id < b.id)
    ? [a, b]
    : [b, a];
};
