import type { CsvRow } from './csv.ts';
import type { CellProblem } from './imports.ts';
import { readPostcode } from './postcodes.ts';
import { readTelephone } from './telephones.ts';

const NUMBER = /^[+-]?\d+(\.\d+)?$/;
const YES_OR_NO: Readonly<Record<string, string>> = { true: 'yes', y: 'yes', false: 'no', n: 'no' };
const MONTHS = Array.from({ length: 12 }, (_, at) =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, at)).toLowerCase(),
);

const shown = (cell: string): string => (cell === '' ? 'an empty cell' : `“${cell.slice(0, 40)}”`);

const orList = (values: readonly string[]): string =>
  values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;

const inWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** `12/06/2026`, `12-Jun-26` and `2026-06-12 00:00`, the day before the month; `null` for anything else. */
const dayIn = (cell: string): string | null => {
  const [, iso] = /^(\d{4}-\d{2}-\d{2})(?:[ T]00:00(?::00)?)?$/.exec(cell) ?? [];
  if (iso) return iso;
  const [, day = '', middle = '', year = ''] =
    /^(\d{1,2})[/. -](\d{1,2}|[a-z]{3,9})[/. -](\d{4}|\d{2})$/i.exec(cell) ?? [];
  if (middle === '') return null;
  const month = /^\d/.test(middle) ? Number(middle) : MONTHS.findIndex((it) => it.startsWith(middle.toLowerCase())) + 1;
  if (month < 1 || month > 12) return null;
  const century = year.length === 2 ? '20' : '';
  return `${century}${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
};

/** Reads cells by kind and gathers what is wrong with them, and what was read otherwise; a wrong cell is undefined. */
export function cellReader(row: CsvRow, columns: readonly string[]) {
  const problems: CellProblem[] = [];
  const notes: CellProblem[] = [];
  const wrong = (field: string, words: string): undefined => void problems.push({ field, words });
  const text = (field: string): string => row.cells[field] ?? '';
  /** What a cell plainly means, where it is not what it says. */
  const taken = (field: string, meant: string, as = meant): string => {
    if (text(field) !== meant) notes.push({ field, words: `Read ${shown(text(field))} as ${as}` });
    return meant;
  };
  const word = (field: string, values: readonly string[]): string => {
    const cell = text(field).toLowerCase();
    const meant = YES_OR_NO[cell];
    return meant !== undefined && values.includes(meant) ? taken(field, meant) : cell;
  };
  return {
    problems,
    notes,
    text,
    has: (field: string): boolean => columns.includes(field),
    number(field: string): number | undefined {
      const cell = text(field).replace(/^(\d{1,3})((,\d{3})+)$/, (whole) => whole.replaceAll(',', ''));
      return NUMBER.test(cell) ? Number(cell) : wrong(field, `Use a number such as 12 or 12.5, not ${shown(cell)}`);
    },
    numberOrNull(field: string): number | null | undefined {
      return text(field) === '' ? null : this.number(field);
    },
    yesNo(field: string): boolean | undefined {
      const cell = word(field, ['yes', 'no']);
      if (cell === 'yes' || cell === 'no') return cell === 'yes';
      return wrong(field, `Use yes or no, not ${shown(cell)}`);
    },
    choice<const Values extends readonly string[]>(field: string, values: Values): Values[number] | undefined {
      const cell = word(field, values);
      return values.find((value) => value === cell) ?? wrong(field, `Use ${orList(values)}, not ${shown(cell)}`);
    },
    /** `2026-06-12` or as spreadsheets rewrite it, with the day before the month; empty is null. */
    day(field: string): string | null | undefined {
      const cell = text(field);
      if (cell === '') return null;
      const day = dayIn(cell);
      if (day === null) return wrong(field, `Use a date such as 2026-06-12, not ${shown(cell)}`);
      const at = Date.parse(day);
      return taken(field, day, Number.isNaN(at) ? day : inWords.format(at));
    },
    telephone(field: string): string | undefined {
      if (text(field) === '') return '';
      const read = readTelephone(text(field));
      if (!read.ok) return wrong(field, read.words);
      if (read.doubted)
        notes.push({ field, words: `Is ${read.number} right? Numbers that begin like it are not in use` });
      return taken(field, read.number);
    },
    postcode(field: string): string | undefined {
      const read = readPostcode(text(field));
      return read.ok ? taken(field, read.postcode) : wrong(field, read.words);
    },
    list(field: string): string[] {
      const parts = text(field)
        .split('|')
        .map((part) => part.trim());
      return parts.filter((part) => part !== '');
    },
    wrong,
  };
}
export type CellReader = ReturnType<typeof cellReader>;
