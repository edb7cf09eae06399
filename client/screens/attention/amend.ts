import type { AttentionItem } from '../../../shared/attention.ts';
import { readReference } from '../../parts/people/reference.ts';
import { type FieldName, fieldOf, saidFirst } from './values.ts';

type Editable = Extract<
  FieldName,
  'reference' | 'language' | 'ageBand' | 'preferredName' | 'vehicle' | 'zone' | 'presence' | 'note'
>;

/** What of each command can be put right by hand. A field has the name of the argument, but for `presence`. */
const editable: Record<string, readonly Editable[]> = {
  'people.checkIn': ['reference', 'language', 'ageBand', 'preferredName', 'vehicle', 'zone'],
  'people.amend': ['reference', 'language', 'ageBand', 'vehicle'],
  'people.identify': ['preferredName'],
  'people.move': ['zone'],
  'people.setPresence': ['presence', 'note'],
  'needs.raise': ['note'],
  'needs.progress': ['note'],
  'needs.note': ['note'],
  'log.write': ['note'],
  // The wristband was misread: whatever was said is for another guest.
  'people.later': ['reference'],
};
const argument = (command: string | null, name: Editable): string => {
  if (name === 'presence') return 'to';
  return name === 'note' && command === 'log.write' ? 'text' : name;
};

const saidBefore = (item: AttentionItem, name: Editable): string =>
  item.command === 'people.later' ? (item.references[0] ?? '') : saidFirst(item, name);

export type Answers = Partial<Record<Editable, string>>;

/** A correction holds only what it corrected: other fields were not part of it. Locked ones are not here to change. */
export const answersOf = (item: AttentionItem): Answers => {
  const names = (editable[item.command ?? ''] ?? []).filter((name) => fieldOf(item, name)?.locked !== true);
  const part = item.command === 'people.amend' ? names.filter((name) => saidFirst(item, name) !== '') : names;
  return Object.fromEntries(part.map((name) => [name, saidBefore(item, name)]));
};

/** Arguments that replace the old ones: those that were changed, and no others. */
export const changedArgs = (item: AttentionItem, answers: Answers): Record<string, string> => {
  const all = Object.entries(answers) as [Editable, string][];
  const read = all.map(([name, value]) => [name, name === 'reference' ? readReference(value) : value.trim()] as const);
  const changed = read.filter(([name, value]) => value !== saidBefore(item, name));
  return Object.fromEntries(changed.map(([name, value]) => [argument(item.command, name), value]));
};
