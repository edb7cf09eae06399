import type { PersonIdentityRow, PersonRow, Presence } from '../../../shared/people.ts';
import { finds } from '../../../shared/fold.ts';
import { byReference } from '../../../shared/references.ts';
import { readReference } from '../../parts/people/reference.ts';

export interface Guest {
  person: PersonRow;
  name: string | null;
}

const order: Presence[] = [
  'missing',
  'on_site',
  'temporarily_out',
  'in_transit',
  'expected',
  'transferred',
  'departed',
  'left_voluntarily',
  'removed_by_police',
];

const rank = ({ presence, undoneAt }: PersonRow): number => (undoneAt ? order.length : order.indexOf(presence));

/**
 * Those to look after first, then in the order of their wristbands. Undone check-ins come last; a record joined to
 * another is shown with the one that was kept.
 */
export const sortGuests = (people: readonly PersonRow[], names: ReadonlyMap<string, PersonIdentityRow>): Guest[] =>
  people
    .filter((it) => !it.mergedInto)
    .toSorted((a, b) => rank(a) - rank(b) || byReference(a.reference, b.reference))
    .map((person) => ({ person, name: names.get(person.id)?.preferredName ?? null }));

export const showing = ['here', 'out', 'gone', 'all'] as const;
export type Showing = (typeof showing)[number];

const isHere = ({ presence, undoneAt }: PersonRow): boolean => !undoneAt && order.indexOf(presence) < 5;

const isShown = (person: PersonRow, show: Showing): boolean => {
  if (show === 'all') return true;
  if (show === 'out') return !person.undoneAt && person.presence === 'temporarily_out';
  return isHere(person) === (show === 'here');
};

/** By wristband; by the name they like only for those who may look people up by name. */
export const findGuests = (guests: readonly Guest[], text: string, byName: boolean, show: Showing): Guest[] => {
  const exact = readReference(text);
  const matches = ({ person, name }: Guest): boolean =>
    person.reference === exact || finds(text, [person.reference, byName ? name : null]);
  const shown = guests.filter(({ person }) => isShown(person, show));
  return text.trim() === '' ? shown : guests.filter(matches);
};
