import type { AttentionItem } from '../../../shared/attention.ts';
import { knownCommand } from '../../engine/known.ts';
import type { Words } from '../../engine/telling.ts';
import type { FieldName } from '../../../shared/guestFields.ts';

type Fields = AttentionItem['fields'];

/** What somebody said first for a field, where it is shown and is one word or line. */
const saidFirst = (fields: Fields, name: FieldName): string | null => {
  const value = fields.find((it) => it.name === name)?.values[0];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** That it was not done, in the command's own words; `null` where it has none. */
export const failedIn = (name: string | null, references: readonly string[], fields: Fields): string | null => {
  const said = (field: FieldName) => saidFirst(fields, field);
  return knownCommand(name ?? '')?.fails?.({ whose: references[0] ?? 'A guest', all: references, said }) ?? null;
};

/** What the command lets be put right by hand: all of it, or what was part of it. */
export const mendsIn = (name: string | null, args: Words): AttentionItem['mends'] => {
  const { arguments: mends = {}, onlySaid } = knownCommand(name ?? '')?.mends ?? {};
  return Object.entries(mends)
    .filter(([argument]) => !onlySaid || argument in args)
    .map(([argument, field]) => ({ argument, field: field as FieldName }));
};
