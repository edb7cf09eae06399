import Papa from 'papaparse';
import { guardCell, headingKey, runsAsFormula, unguardCell, type Csv, type CsvRow } from '../../shared/csv.ts';
import { importLimits, type CellProblem } from '../../shared/imports.ts';

/** Far more than any register has; beyond it, a file only costs time. */
const MOST_COLUMNS = 200;
/** A cell may hold a note of several lines. */
const MOST_LINES_A_ROW = 20;

export type CsvResult = { ok: true; csv: Csv } | { ok: false; problems: CellProblem[] };

const refuse = (words: string): { ok: false; problems: CellProblem[] } => ({
  ok: false,
  problems: [{ field: '', words }],
});

/** Bytes or text of a CSV file: UTF-8 or UTF-16, comma, semicolon or tab, CRLF or LF, quotes. Refusals say what to do. */
export function parseCsv(
  input: string | Uint8Array,
  limits: { bytes: number; rows: number } = importLimits,
): CsvResult {
  if (input.length > limits.bytes) return refuse(`The file is larger than ${limits.bytes / 1024 / 1024} MB. Split it`);
  const text = typeof input === 'string' ? input.replace(/^\uFEFF/, '') : decode(input);
  if (text === null || !text.isWellFormed())
    return refuse('The file is not UTF-8 text. Save it as “CSV UTF-8” and try again');
  if (text.includes('\0')) return refuse('The file holds NUL characters. Save it as “CSV UTF-8” and try again');
  if (linesOf(text) > limits.rows * MOST_LINES_A_ROW)
    return refuse(`The file has far more lines than ${limits.rows.toLocaleString('en-GB')} rows take. Split it`);
  const delimiter = separatorOf(text);
  if (cellsOf(text, delimiter) > MOST_COLUMNS)
    return refuse(`The first row has more than ${MOST_COLUMNS} columns. Send only the columns of this register`);
  const { data, errors } = Papa.parse<string[]>(text, { delimiter });
  const [broken] = errors;
  if (broken) return refuse(`Row ${(broken.row ?? 0) + 1}: a quotation mark is opened and not closed. Close it`);
  return tabulate(data, limits.rows);
}

function decode(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

const separators = [',', ';', '\t'];

const linesOf = (text: string): number => {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
};

const cellsOf = (text: string, delimiter: string): number =>
  Papa.parse<string[]>(text, { delimiter, preview: 1 }).data[0]?.length ?? 0;

// The separator that cuts the headings into most cells.
function separatorOf(text: string): string {
  const counts = separators.map((delimiter) => cellsOf(text, delimiter));
  return separators[counts.indexOf(Math.max(...counts))] ?? ',';
}

function tabulate(data: string[][], most: number): CsvResult {
  const [headings, ...records] = data;
  const columns = (headings ?? []).map((heading) => headingKey(unguardCell(heading)));
  while (columns.at(-1) === '') columns.pop();
  const filled = records
    .map((cells, index) => ({ cells, row: index + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (columns.length === 0 || filled.length === 0)
    return refuse('The file has no rows. Put headings on the first row and data below');
  if (filled.length > most) {
    return refuse(
      `The file has ${filled.length.toLocaleString('en-GB')} rows, ${most.toLocaleString('en-GB')} at most. Split it`,
    );
  }
  return { ok: true, csv: { columns, rows: filled.map(({ cells, row }) => readRecord(columns, cells, row)) } };
}

function readRecord(columns: string[], written: string[], row: number): CsvRow {
  const cells = Object.create(null) as Record<string, string>;
  const formulas: string[] = [];
  for (const [index, column] of columns.entries()) {
    const cell = (written[index] ?? '').trim();
    if (runsAsFormula(cell)) formulas.push(column);
    cells[column] = unguardCell(cell);
  }
  const overflows = written.slice(columns.length).some((cell) => cell.trim() !== '');
  return { row, cells, formulas, overflows };
}

/** A CSV file that spreadsheets open as UTF-8 and run nothing of; {@link parseCsv} reads it back as it was. */
export function writeCsv(rows: readonly (readonly string[])[], columns: readonly string[]): string {
  const lines = Papa.unparse(
    { fields: [...columns], data: rows.map((row) => row.map(guardCell)) },
    { newline: '\r\n' },
  );
  return `\uFEFF${lines}\r\n`;
}
