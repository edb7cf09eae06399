import type { z } from 'zod';
import { tried } from './faults.ts';
import { cellReader, type CellReader } from './cells.ts';
import type { CellProblem, ImportRow } from './imports.ts';

/** A file's records as read: `row` as a spreadsheet numbers it, `cells` by heading, trimmed and without the guard. */
export interface CsvRow {
  row: number;
  cells: Readonly<Record<string, string>>;
  /** Headings whose cell a spreadsheet would run as a formula. */
  formulas: readonly string[];
  /** What was read otherwise than it is written, and what cannot be read. */
  notes: readonly CellProblem[];
  problems: readonly CellProblem[];
  /** More cells than headings: a separator inside a cell that lacks quotes. */
  overflows: boolean;
}
export interface Csv {
  columns: readonly string[];
  rows: readonly CsvRow[];
}

// Full-width signs too: some spreadsheets take them for the plain ones.
const RUNS = /^[=+\-@\t\r\n\0＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r\n\0＝＋－＠]/;
const HARMLESS = /^[+-]?\d+(\.\d+)?$|^\+\d[\d\s().-]{5,23}(\s*(ext|x)\.?\s*\d{1,7})?$/i;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** Would a spreadsheet run this cell? Plain numbers and telephone numbers such as +44 1632 960100 are let in. */
export const runsAsFormula = (cell: string): boolean => RUNS.test(cell) && !HARMLESS.test(cell);

/** A cell as it is written out: with an apostrophe before whatever a spreadsheet would run. */
export const guardCell = (cell: string): string =>
  (RUNS.test(cell) && !NUMBER.test(cell)) || GUARDED.test(cell) ? `'${cell}` : cell;

/** The inverse of {@link guardCell}. */
export const unguardCell = (cell: string): string => (GUARDED.test(cell) ? cell.slice(1) : cell);

/** `Coach parking` and `coach_parking` are one heading. */
export const headingKey = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');

/** Missing, doubled and unknown headings, each named. */
export function checkColumns(
  columns: readonly string[],
  required: readonly string[],
  optional: readonly string[] = [],
): CellProblem[] {
  const missing = required.filter((name) => !columns.includes(name));
  const doubled = [...new Set(columns.filter((name, index) => columns.indexOf(name) !== index))];
  const unknown = columns.filter((name) => !required.includes(name) && !optional.includes(name));
  return [
    ...missing.map((field) => ({
      field,
      words: `The column ${field} is missing. Add it, even if its cells are empty`,
    })),
    ...doubled.map((field) => ({ field, words: `The column ${field} is there twice. Remove one` })),
    ...unknown.map((field) => ({
      field,
      words: `The column ${field || '(no heading)'} is not known. Remove it or correct its heading`,
    })),
  ];
}

/** How one register travels in a CSV file. */
export interface CsvRegister<Details> {
  required: readonly string[];
  optional: readonly string[];
  /** What a row is found by. */
  keyOf: (cells: Readonly<Record<string, string>>) => string;
  /** Fields from cells, on top of what the register holds; anything the schema refuses is reported. */
  read: (reader: CellReader, existing: Details | null) => unknown;
  schema: z.ZodType<Details>;
  /** The heading a refused field came from. */
  columnOf: (path: readonly PropertyKey[]) => string;
  write: (details: Details) => Record<string, string>;
  /** How a field’s value is said to somebody, where it is not kept as people say it. */
  inWords?: Readonly<Record<string, (value: string) => string>>;
}

export interface Registered<Details> {
  details: Details;
  rowVersion: number;
  archived: boolean;
}

export interface PreviewRow<Details> extends ImportRow {
  /** Null where the row is wrong. */
  details: Details | null;
  /** The version compared with; null for a new one. */
  baseVersion: number | null;
}

/** Every record of a file against the register: new, changed, unchanged or wrong, and why. Writes nothing. */
export function previewRows<Details>(
  csv: Csv,
  register: CsvRegister<Details>,
  existing: ReadonlyMap<string, Registered<Details>>,
  check: (
    details: Details,
    cells: Readonly<Record<string, string>>,
  ) => { problems?: CellProblem[]; notes?: CellProblem[] } = () => ({}),
): PreviewRow<Details>[] {
  const rowsOf = new Map<string, number[]>();
  for (const { row, cells } of csv.rows) {
    const key = register.keyOf(cells);
    rowsOf.set(key, [...(rowsOf.get(key) ?? []), row]);
  }
  return csv.rows.map((record) => {
    const key = register.keyOf(record.cells);
    const held = existing.get(key);
    const { details, problems, notes } = readRow(csv, record, register, held, rowsOf.get(key) ?? []);
    const checked = details === null ? {} : check(details, record.cells);
    const wrong = [...problems, ...(checked.problems ?? [])];
    const base = {
      row: record.row,
      key,
      notes: [...notes, ...(checked.notes ?? [])],
      baseVersion: held?.rowVersion ?? null,
    };
    if (details === null || wrong.length > 0)
      return { ...base, status: 'wrong', changes: [], problems: wrong, details: null };
    const changes = held ? differences(register, held.details, details) : [];
    const status = held === undefined ? 'new' : changes.length > 0 ? 'changed' : 'unchanged';
    return { ...base, status, changes, problems: [], details };
  });
}

function readRow<Details>(
  csv: Csv,
  record: CsvRow,
  register: CsvRegister<Details>,
  held: Registered<Details> | undefined,
  sameKey: readonly number[],
): { details: Details | null; problems: CellProblem[]; notes: CellProblem[] } {
  const [keyField = ''] = register.required;
  const formulas = record.formulas.map((field) => ({
    field,
    words: 'A spreadsheet would run this as a formula. Remove the sign it begins with, or put an apostrophe before it',
  }));
  const problems: CellProblem[] = [...formulas, ...record.problems];
  if (record.overflows)
    problems.push({ field: '', words: 'More cells than headings. Put text that holds a separator in quotes' });
  const others = sameKey.filter((row) => row !== record.row);
  if (others.length > 0)
    problems.push({ field: keyField, words: `Also on row ${others.slice(0, 5).join(', ')}. Keep one of them` });
  if (held?.archived) problems.push({ field: keyField, words: 'Taken off the register. Use another code' });
  const reader = cellReader(record, csv.columns);
  const candidate = register.read(reader, held?.details ?? null);
  const parsed = tried(register.schema, candidate);
  const wrong = new Set(reader.problems.map(({ field }) => field));
  const refused = parsed.faults
    .map(({ path, words }) => ({ field: register.columnOf(path), words }))
    .filter(({ field }) => !wrong.has(field));
  problems.push(...reader.problems, ...refused);
  const notes = [...record.notes, ...reader.notes];
  return { details: parsed.ok && problems.length === 0 ? parsed.data : null, problems, notes };
}

function differences<Details>(register: CsvRegister<Details>, before: Details, after: Details): ImportRow['changes'] {
  const from = register.write(before);
  const to = register.write(after);
  return Object.keys(to)
    .filter((field) => from[field] !== to[field])
    .map((field) => {
      const say = register.inWords?.[field] ?? String;
      return { field, from: say(from[field] ?? ''), to: say(to[field] ?? '') };
    });
}
