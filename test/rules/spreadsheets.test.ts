import { describe, expect, test } from 'vitest';
import { parseCsv } from '../../server/imports/rows.ts';
import { venueJudge } from '../../server/venues/check.ts';
import { countStatuses } from '../../shared/imports.ts';
import { venueCsv, venueRowsFromCsv } from '../../shared/venues/csv.ts';
import { registered, sampleText, sampleVenues } from './support/samples.ts';

const known = [...venueCsv.required, ...venueCsv.optional];
const sample = sampleText('venues').trimEnd();
const [headings = '', first = '', second = ''] = sample.split('\n');
const width = headings.split(',').length;

const read = (input: string | Uint8Array) => {
  const result = parseCsv(input, { known });
  if (!result.ok) throw new Error(result.problems[0]?.words);
  return result.csv;
};
const held = () => registered(venueRowsFromCsv(read(sample), new Map()));
const judge = venueJudge();
const preview = (input: string | Uint8Array) => venueRowsFromCsv(read(input), held(), (it) => judge(it));
const cells = (given: Record<string, string>): string =>
  headings
    .split(',')
    .map((column, at) => given[column] ?? first.split(',')[at] ?? '')
    .join(',');
const rowWith = (given: Record<string, string>) => preview(`${headings}\n${cells(given)}`)[0];

describe('a file as a spreadsheet saved it is read as the sample is', () => {
  const lines = sample.split('\n');
  const by = (separator: string): string =>
    lines
      .map((line) => line.split(',').map((it) => (it.includes(separator) ? `"${it}"` : it)))
      .map((line) => line.join(separator))
      .join('\n');
  test.each([
    ['with a line that names the separator', `sep=,\r\n${lines.join('\r\n')}`],
    ['with tabs', by('\t')],
    ['with that line in quotes', `"sep=,"\n${sample}`],
    ['with semicolons, and a line that says so', `sep=;\n${by(';')}`],
    ['with a title above', `Register of venues${','.repeat(width - 1)}\n${sample}`],
    ['with a title that has commas', `"Venues, Derbyshire",as of,12/06/2026\n\n${sample}`],
    ['with blank lines above', `\n${','.repeat(width)}\n${sample}`],
    ['with CRLF, and LF in one place', lines.join('\r\n').replace('\r\n', '\n')],
    ['with LF, and CRLF in one place', sample.replace('\n', '\r\n')],
    ['with CR alone, as old programs end lines', lines.join('\r')],
    [
      'with the last cells in quotes, and both ends of line',
      lines
        .map((it) => `${it},""`)
        .join('\r\n')
        .replace('\r\n', '\n'),
    ],
    ['with empty columns and rows at the end', `${lines.map((it) => `${it},,`).join('\n')}\n${','.repeat(40)}\n\n\n`],
    ['in UTF-16 without a mark', new Uint8Array(Buffer.from(sample, 'utf16le'))],
  ])('%s', (_, input) => {
    expect(countStatuses(preview(input))).toEqual({ new: 0, changed: 0, unchanged: 48, wrong: 0 });
  });
});

test('rows are numbered as the spreadsheet numbers them, below a title too', () => {
  expect(preview(`Title\n\n${headings}\n${first}`)[0]?.row).toBe(4);
  expect(preview(`sep=,\n${headings}\n${first}`)[0]?.row).toBe(2);
});

test('no row is swallowed by the end of a line', () => {
  const text = `${headings}\r\n${first}\n${second}\r\n`;
  expect(preview(text).map((it) => it.key)).toEqual(['V001', 'V002']);
});

describe('what has one plain meaning is taken, and shown as changed', () => {
  test.each([
    ['keyholder_1_phone', '7700900135', 'Read “7700900135” as 07700 900135'],
    ['keyholder_1_phone', '447700900135', 'Read “447700900135” as 07700 900135'],
    ['keyholder_1_phone', '="07700900135"', 'Read ="07700900135" as 07700900135'],
    ['keyholder_2_phone', '(01632) 960269', 'Read “(01632) 960269” as 01632 960269'],
    ['postcode', 'de15zz', 'Read “de15zz” as DE1 5ZZ'],
    ['step_free', 'TRUE', 'Read “TRUE” as yes'],
    ['discreet_entrance', 'N', 'Read “N” as no'],
    ['last_inspected', '12/06/2026', 'Read “12/06/2026” as 12 June 2026'],
    ['last_inspected', '12-Jun-26', 'Read “12-Jun-26” as 12 June 2026'],
    ['last_inspected', '2026-06-12 00:00:00', 'Read “2026-06-12 00:00:00” as 12 June 2026'],
  ])('%s %s', (field, written, words) => {
    const row = rowWith({ [field]: written });
    expect(row).toMatchObject({ status: 'unchanged', problems: [] });
    expect(row?.notes[0]).toEqual({ field, words });
  });
});

describe('what has lost something is refused with the row, the field and the remedy', () => {
  test.each([
    ['keyholder_1_phone', '4.47701E+11', /rounded this number/],
    ['keyholder_1_phone', '0770090013', /has 11 digits; this has 10/],
    ['last_inspected', '46185', /Use a date such as/],
    ['last_inspected', '06/13/2026', /Use a date such as/],
    ['name', 'St Mary\uFFFDs', /Letters are lost in “St Mary\uFFFDs”/],
    ['name', 'Caf\u00c3\u00a9 \u2603', /Letters are lost/],
    ['lon', '1.46221', /lost its minus sign\? DE1 5ZZ is near longitude -1.46221/],
    ['lat', '51.5', /km from where DE postcodes are/],
    ['postcode', 'LS1 5ZZ', /km from where LS postcodes are/],
    ['step_free', 'perhaps', /Use yes or no/],
  ])('%s %s', (field, written, words) => {
    const row = rowWith({ [field]: written });
    expect(row).toMatchObject({ row: 2, status: 'wrong' });
    expect(row?.problems.map((it) => it.words).join()).toMatch(words);
  });
});

describe('letters that another program kept in its own way', () => {
  const withName = (name: string): string => `${headings}\n${cells({ name })}`;
  test.each([
    ['CafÃ©', 'Café'],
    ['St Maryâ€™s', 'St Mary’s'],
    ['Å\u0081Ã³dÅº', 'Łódź'],
  ])('%s is read as %s, and shown', (written, meant) => {
    const [row] = preview(withName(written));
    expect(row?.changes).toEqual([{ field: 'name', from: 'Alder Town Hall', to: meant }]);
    expect(row?.notes).toEqual([{ field: 'name', words: `Read “${written}” as “${meant}”` }]);
  });

  test('a file from before Unicode is read, and each of its letters asked about', () => {
    const [row] = preview(new Uint8Array(Buffer.from(withName('Caf\u00e9 St Mary\u0092s'), 'latin1')));
    expect(row?.changes).toEqual([{ field: 'name', from: 'Alder Town Hall', to: 'Café St Mary’s' }]);
    expect(row?.notes[0]).toMatchObject({
      field: 'name',
      words: expect.stringContaining('Is “Café St Mary’s” right?'),
    });
  });

  test.each(['Café', 'Łódź', 'São Tomé', 'XÃ HỘI', 'Ärztehaus', 'Ångström £5'])('%s stays as it is', (name) => {
    const [row] = preview(withName(name));
    expect(row).toMatchObject({ notes: [], problems: [], changes: [{ to: name }] });
  });
});

test('every venue of the sample lies where its postcode is', () => {
  const venues = sampleVenues();
  expect(venues.length).toBe(48);
  expect(venues.flatMap((it) => judge(it))).toEqual([]);
});

test('a place that has stood on the register holds up no other change', () => {
  const [venue] = sampleVenues();
  if (!venue) throw new Error('No sample');
  const odd = { ...venue, lon: 1.46221 };
  expect(judge(odd).map((it) => it.field)).toEqual(['lon']);
  expect(judge({ ...odd, inspectionDue: null }, odd)).toEqual([]);
  expect(judge({ ...odd, lat: 52.9 }, odd).map((it) => it.field)).toEqual(['lon']);
});
