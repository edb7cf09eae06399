import Papa from 'papaparse';
import { guardCell, headingKey, runsAsFormula, unguardCell, type Csv, type CsvRow } from '../../shared/csv.ts';
import { importLimits, type CellProblem } from '../../shared/imports.ts';
import { decode, mended } from './decode.ts';

/** Far more than any register has; beyond it, a file only costs time. */
const MOST_COLUMNS = 200;
/** A cell may hold a note of several lines. */
const MOST_LINES_A_ROW = 20;
/** A title, a date and some air above the headings. */
const MOST_ABOVE = 20;

export type CsvResult = { ok: true; csv: Csv } | { ok: false; problems: CellProblem[] };

const refuse = (words: string): { ok: false; problems: CellProblem[] } => ({
  ok: false,
  problems: [{ field: '', words }],
});

interface Asked {
  limits?: { bytes: number; rows: number };
  /** Headings by which the row of headings is known from a title above it. */
  known?: readonly string[];
}

/**
 * Bytes or text of a CSV file as spreadsheets write it: in UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs,
 * CRLF, LF or both, a line that names the separator, a title above the headings. Refusals say what to do.
 */
export function parseCsv(input: string | Uint8Array, { limits = importLimits, known = [] }: Asked = {}): CsvResult {
  if (input.length > limits.bytes) return refuse(`The file is larger than ${limits.bytes / 1024 / 1024} MB. Split it`);
  const decoded = typeof input === 'string' ? { text: input, guessed: false } : decode(input);
  if (decoded === null || !decoded.text.isWellFormed())
    return refuse('The file is not UTF-8 text. Save it as “CSV UTF-8” and try again');
  const { named, text } = withoutNaming(inLines(decoded.text.replace(/^\uFEFF/, '')));
  if (text.includes('\0')) return refuse('The file holds NUL characters. Save it as “CSV UTF-8” and try again');
  if (linesOf(text) > limits.rows * MOST_LINES_A_ROW)
    return refuse(`The file has far more lines than ${limits.rows.toLocaleString('en-GB')} rows take. Split it`);
  const delimiter = named ?? separatorOf(text, known);
  if (widthBy(text, delimiter) > MOST_COLUMNS)
    return refuse(`The first row has more than ${MOST_COLUMNS} columns. Send only the columns of this register`);
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: '\n' });
  const [broken] = errors;
  if (broken) return refuse(`Row ${(broken.row ?? 0) + 1}: a quotation mark is opened and not closed. Close it`);
  return tabulate(data, limits.rows, known, decoded.guessed);
}

/** One end of line throughout; what stands in quotes stays as it is. */
const inLines = (text: string): string =>
  text.replaceAll(/(?<=^|[\n\r,;\t])"[^"]*"(?:"[^"]*")*|\r\n?/g, (it) => (it.startsWith('"') ? it : '\n'));

/** Excel’s own first line, such as `sep=;`, which is no row to it. */
const withoutNaming = (text: string): { named: string | null; text: string } => {
  const [line, named = null] = /^"?sep=([,;\t|])"?[,;\t|]*\n/i.exec(text) ?? [];
  return { named, text: line === undefined ? text : text.slice(line.length) };
};

const separators = [',', ';', '\t'];

const linesOf = (text: string): number => {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
};

const topOf = (text: string, delimiter: string): string[][] =>
  Papa.parse<string[]>(text, { delimiter, newline: '\n', preview: MOST_ABOVE }).data;

/** Cells of the widest row at the top. */
const widthBy = (text: string, delimiter: string): number =>
  Math.max(0, ...topOf(text, delimiter).map((cells) => cells.length));

/** The separator that makes most of the headings: of those that are known, or cells. */
function separatorOf(text: string, known: readonly string[]): string {
  const made = separators.map((delimiter) => {
    const top = topOf(text, delimiter);
    const headings = top[headingsAt(top, known)] ?? [];
    return MOST_COLUMNS * knownIn(headings, known) + Math.min(headings.length, MOST_COLUMNS);
  });
  return separators[made.indexOf(Math.max(...made))] ?? ',';
}

const isFilled = (cells: readonly string[]): boolean => cells.some((cell) => cell.trim() !== '');
const keysOf = (cells: readonly string[]): string[] => cells.map((cell) => headingKey(unguardCell(cell)));

const knownIn = (cells: readonly string[], known: readonly string[]): number =>
  keysOf(cells).filter((it) => known.includes(it)).length;

/** Where the headings are: the row that knows most of them, or the first with anything in it. */
const headingsAt = (data: readonly string[][], known: readonly string[]): number => {
  const top = data.slice(0, MOST_ABOVE).map((cells) => knownIn(cells, known));
  const most = Math.max(0, ...top);
  return most > 0 ? top.indexOf(most) : data.findIndex(isFilled);
};

function tabulate(data: string[][], most: number, known: readonly string[], guessed: boolean): CsvResult {
  const at = headingsAt(data, known);
  const columns = keysOf(data[at] ?? []);
  while (columns.at(-1) === '') columns.pop();
  const filled = data
    .map((cells, index) => ({ cells, row: index + 1 }))
    .slice(at + 1)
    .filter(({ cells }) => isFilled(cells));
  if (columns.length === 0 || filled.length === 0)
    return refuse('The file has no rows. Put headings on the first row and data below');
  if (filled.length > most) {
    return refuse(
      `The file has ${filled.length.toLocaleString('en-GB')} rows, ${most.toLocaleString('en-GB')} at most. Split it`,
    );
  }
  return { ok: true, csv: { columns, rows: filled.map(({ cells, row }) => readRecord(columns, cells, row, guessed)) } };
}

function readRecord(columns: string[], written: string[], row: number, guessed: boolean): CsvRow {
  const cells = Object.create(null) as Record<string, string>;
  const found: Record<'formulas', string[]> & Record<'notes' | 'problems', CellProblem[]> = {
    formulas: [],
    notes: [],
    problems: [],
  };
  for (const [index, field] of columns.entries()) {
    const { cell, note, problem } = readCell((written[index] ?? '').trim(), guessed);
    if (note) found.notes.push({ field, words: note });
    if (problem) found.problems.push({ field, words: problem });
    if (runsAsFormula(cell)) found.formulas.push(field);
    cells[field] = unguardCell(cell);
  }
  const overflows = written.slice(columns.length).some((cell) => cell.trim() !== '');
  return { row, cells, overflows, ...found };
}

interface Cell {
  cell: string;
  note?: string;
  problem?: string;
}

/** Text that is kept from being taken for a number: `="0123"`. */
const KEPT = /^="([^"=+@-][^"]*)?"$/;

const readCell = (written: string, guessed: boolean): Cell => {
  const kept = KEPT.exec(written);
  if (kept) return { cell: (kept[1] ?? '').trim(), note: `Read ${written.slice(0, 40)} as ${kept[1] ?? 'empty'}` };
  const mend = mended(written);
  if (mend?.meant === null)
    return { cell: written, problem: `Letters are lost in “${written.slice(0, 40)}”. Type them in again` };
  if (mend) return { cell: mend.meant, note: `Read “${written.slice(0, 40)}” as “${mend.meant.slice(0, 40)}”` };
  if (guessed && /\P{ASCII}/u.test(written))
    return {
      cell: written,
      note: `Is “${written.slice(0, 40)}” right? The file does not say how its letters are kept`,
    };
  return { cell: written };
};

/** A CSV file that spreadsheets open as UTF-8 and run nothing of; {@link parseCsv} reads it back as it was. */
export function writeCsv(rows: readonly (readonly string[])[], columns: readonly string[]): string {
  const lines = Papa.unparse(
    { fields: [...columns], data: rows.map((row) => row.map(guardCell)) },
    { newline: '\r\n' },
  );
  return `\uFEFF${lines}\r\n`;
}
