import type { AttentionItem } from '../../../shared/attention.ts';
import { knownCommand } from '../../engine/known.ts';
import type { CommandArgs } from '../../engine/description.ts';
import type { FieldName } from '../../../shared/guestFields.ts';

type Fields = AttentionItem['fields'];

/** The first side's value for a field, where it is shown and is one word or line. */
const firstValue = (fields: Fields, name: FieldName): string | null => {
  const value = fields.find((it) => it.name === name)?.values[0];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** That it was not done, in the command's own words; `null` where it has none. */
export const failedIn = (name: string | null, references: readonly string[], fields: Fields): string | null => {
  const shown = (field: FieldName) => firstValue(fields, field);
  return knownCommand(name ?? '')?.fails?.({ whose: references[0] ?? 'A guest', all: references, shown }) ?? null;
};

/** What may be corrected by hand before the command is sent again. */
export const mendsIn = (name: string | null, args: CommandArgs): AttentionItem['mends'] => {
  const { arguments: mends = {}, onlySent } = knownCommand(name ?? '')?.mends ?? {};
  return Object.entries(mends)
    .filter(([argument]) => !onlySent || argument in args)
    .map(([argument, field]) => ({ argument, field: field as FieldName }));
};
