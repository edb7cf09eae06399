import { referenceOf } from '../../../shared/references.ts';
import type { SheetReport, SheetRow } from '../../../shared/sheets.ts';

type Named = Pick<SheetRow, 'kind' | 'letter' | 'first' | 'last'>;

/** `K-014`, or `12` for a form. */
export const numberWords = ({ letter }: Pick<SheetRow, 'letter'>, number: number): string =>
  letter === null ? String(number) : referenceOf(letter, number);

/** `Wristbands K-001 to K-024`. */
export const sheetWords = (it: Named): string => {
  const [first, last] = [numberWords(it, it.first), numberWords(it, it.last)];
  const range = first === last ? first : `${first} to ${last}`;
  return `${it.kind === 'wristbands' ? 'Wristbands' : 'Paper forms'} ${range}`;
};

export const fates = ['used', 'free', 'spoilt', 'missing'] as const;
export type Fate = (typeof fates)[number];

export const fateWords: Record<Fate, string> = { used: 'Used', free: 'Free', spoilt: 'Spoilt', missing: 'Missing' };

/** What became of every number, in order. */
export const fatesOf = (sheet: SheetReport): { number: number; fate: Fate; unexpected: boolean }[] =>
  fates
    .flatMap((fate) => sheet[fate].map((number) => ({ number, fate, unexpected: sheet.unexpected.includes(number) })))
    .toSorted((a, b) => a.number - b.number);
