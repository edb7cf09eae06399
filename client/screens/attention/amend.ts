import type { AttentionItem } from '../../../shared/attention.ts';
import { readReference } from '../../parts/people/reference.ts';
import { fieldOf, firstValue } from './values.ts';
import type { FieldName } from '../../../shared/guestFields.ts';

export type Answers = Partial<Record<FieldName, string>>;

/** Where no table shows it, the wristband is the one it is listed under. */
const valueBefore = (item: AttentionItem, name: FieldName): string =>
  name === 'reference' && !fieldOf(item, name) ? (item.references[0] ?? '') : firstValue(item, name);

/** What the command lets be put right, as it was said. Locked fields are not here to change. */
export const answersOf = (item: AttentionItem): Answers =>
  Object.fromEntries(
    item.mends
      .filter(({ field }) => fieldOf(item, field)?.locked !== true)
      .map(({ field }) => [field, valueBefore(item, field)]),
  );

/** Arguments that replace the old ones: those that were changed, and no others. */
export const changedArgs = (item: AttentionItem, answers: Answers): Record<string, string> => {
  const all = item.mends.map(({ argument, field }) => ({ argument, field, typed: answers[field] ?? '' }));
  const read = all.map((it) => ({
    ...it,
    value: it.field === 'reference' ? readReference(it.typed) : it.typed.trim(),
  }));
  const changed = read.filter(({ field, value }) => field in answers && value !== valueBefore(item, field));
  return Object.fromEntries(changed.map(({ argument, value }) => [argument, value]));
};
