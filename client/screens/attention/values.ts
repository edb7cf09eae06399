import type { AttentionItem } from '../../../shared/attention.ts';
import { type FieldName, guestFields } from '../../../shared/guestFields.ts';
import { bothNames } from '../../../shared/languages.ts';
import { type NeedKindName, needKinds } from '../../../shared/needs.ts';
import type { AgeBand, Presence } from '../../../shared/people.ts';
import { presenceWords } from '../../parts/people/words.ts';
import { listed } from '../../../shared/words.ts';
import { whenWords } from '../../session/now.ts';

export type Field = AttentionItem['fields'][number];
type Value = Field['values'][number];

export const ageWords: Record<AgeBand, string> = { adult: 'Adult', child: 'Child', unsure: 'Not sure' };

const ofGuest = Object.fromEntries(Object.values(guestFields).map((it) => [it.field, it.title]));

export const fieldTitles = {
  ...ofGuest,
  needs: 'Needs',
  presence: 'Here or not',
  state: 'State',
  holder: 'Who has it',
  note: 'Note',
} as Record<FieldName, string>;

const stateWords: Record<string, string> = {
  open: 'Nobody yet',
  accepted: 'Accepted',
  in_progress: 'In progress',
  met: 'Done',
  declined: 'They said no',
  left_before_met: 'They left before it was met',
  undone: 'Check-in undone',
  escalated: 'Passed up',
};

/** Where nothing was said, in the words that fit the question. */
const unsaid: Partial<Record<FieldName, string>> = {
  preferredName: 'not asked',
  group: 'nobody',
  needs: 'none said',
};

const isTime = (it: string): boolean => /^\d{4}-\d\d-\d\dT/.test(it);

const oneOf = (name: FieldName, value: string): string => {
  if (name === 'language') return bothNames(value);
  if (name === 'ageBand') return ageWords[value as AgeBand] ?? value;
  if (name === 'presence') return presenceWords[value as Presence] ?? value;
  if (name === 'needs') return needKinds[value as NeedKindName]?.title ?? value;
  if (name === 'state') return stateWords[value] ?? value.replaceAll('_', ' ');
  return isTime(value) ? whenWords(value) : value;
};

const sentence = (words: readonly string[]): string =>
  words.map((it, place) => (place === 0 ? it : it.charAt(0).toLowerCase() + it.slice(1))).join(', ');

/** `null` where nothing was said. */
export const valueWords = (name: FieldName, value: Value | undefined): string | null => {
  if (value === null || value === undefined || value.length === 0) return null;
  if (typeof value === 'string') return oneOf(name, value);
  const words = value.map((it) => oneOf(name, it));
  return name === 'needs' ? sentence(words) : listed(words);
};

export const emptyWords = (name: FieldName): string => unsaid[name] ?? 'not said';

/** Who holds what is not shown here. The same words whether there is anything or not. */
export const heldBy = (name: FieldName): string =>
  name === 'needs' || name === 'note' ? 'Held by the health lead' : 'Held by the lead';

export const fieldOf = ({ fields }: Pick<AttentionItem, 'fields'>, name: FieldName): Field | undefined =>
  fields.find((it) => it.name === name);

const FEW = 5;

/** In their own order where they are few; else what differs comes first, so that nobody has to look for it. */
export const rowsOf = (fields: readonly Field[]): Field[] =>
  fields.length <= FEW ? [...fields] : fields.toSorted((a, b) => Number(b.differs) - Number(a.differs));

/** What a tablet said for one field, as typed; empty where nothing was. */
export const firstValue = (item: Pick<AttentionItem, 'fields'>, name: FieldName): string => {
  const value = fieldOf(item, name)?.values[0];
  return typeof value === 'string' ? value : '';
};
