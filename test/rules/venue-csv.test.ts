import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCsv, writeCsv } from '../../server/imports/rows.ts';
import { checkColumns } from '../../shared/csv.ts';
import { countStatuses } from '../../shared/imports.ts';
import { venueCells, venueColumns, venueCsv, venueRowsFromCsv } from '../../shared/venues/csv.ts';
import type { VenueDetails } from '../../shared/venues/venue.ts';
import { readCsv, registered, sampleText, sampleVenues } from './support/samples.ts';

const sample = sampleText('venues');
const [headings = '', first = '', second = ''] = sample.split('\n');
const preview = (text: string, existing = new Map()) => venueRowsFromCsv(readCsv(text), existing);
const onRegister = () => registered(preview(sample));
const exported = (venues: VenueDetails[]): string =>
  writeCsv(
    venues.map((venue) => venueCells(venue)),
    venueColumns,
  );

test('the 48 sample venues import as new and a second time as unchanged', () => {
  expect(countStatuses(preview(sample))).toEqual({ new: 48, changed: 0, unchanged: 0, wrong: 0 });
  expect(countStatuses(preview(sample, onRegister()))).toEqual({ new: 0, changed: 0, unchanged: 48, wrong: 0 });
});

test('the headings of the sample are known and complete', () => {
  expect(checkColumns(readCsv(sample).columns, venueCsv.required, venueCsv.optional)).toEqual([]);
});

test('an export imports as unchanged, with nothing remarked', () => {
  const rows = preview(exported(sampleVenues()), onRegister());
  expect(countStatuses(rows).unchanged).toBe(48);
  expect(rows.flatMap(({ notes }) => notes)).toEqual([]);
});

test('a changed cell is shown with what it was and what it becomes', () => {
  const [row] = preview(`${headings}\n${first.replace(',11,13,5,', ',12,13,5,')}`, onRegister());
  expect(row).toMatchObject({ row: 2, key: 'V001', status: 'changed', baseVersion: 1 });
  expect(row?.changes).toEqual([{ field: 'toilets', from: '11', to: '12' }]);
});

test('changed hours are shown in words, not in the code they are kept in', () => {
  const at = (availableHours: string) =>
    exported(
      sampleVenues()
        .map((it) => ({ ...it, availableHours }))
        .slice(0, 1),
    );
  const [row] = preview(at('24/7'), registered(preview(at('Mon-Fri 5pm-midnight'))));
  expect(row?.changes).toEqual([
    { field: 'available_hours', from: 'Mon–Fri 17:00–24:00, Sat–Sun closed', to: 'any hour' },
  ]);
});

test('a stated capacity that the limits contradict is remarked on and does not count', () => {
  const [row] = preview(`${headings}\n${first.replace(',220,154,', ',220,160,')}`);
  expect(row).toMatchObject({ status: 'new', notes: [{ field: 'night_capacity' }] });
  expect(row?.notes[0]?.words).toContain('154');
});

test('a code twice in one file makes both rows wrong and names the other row', () => {
  const rows = preview([headings, first, second, first].join('\n'));
  expect(rows.map(({ status }) => status)).toEqual(['wrong', 'new', 'wrong']);
  expect(rows[0]?.problems).toEqual([{ field: 'code', words: 'Also on row 4. Keep one of them' }]);
});

test('a venue off the register is not brought back by an import', () => {
  const existing = onRegister();
  for (const held of existing.values()) held.archived = true;
  expect(preview(`${headings}\n${first}`, existing)[0]).toMatchObject({
    status: 'wrong',
    problems: [{ field: 'code' }],
  });
});

test.each([
  ['lat', ',52.91903,', ',12.0,', 'lat'],
  ['a word for a number', ',541,220,', ',many,220,', 'sleeping_m2'],
  ['a choice that does not exist', ',kitchenette,', ',canteen,', 'kitchen'],
  ['yes or no', ',yes,yes,kitchenette', ',maybe,yes,kitchenette', 'step_free'],
  ['a date in 1066', ',2026-06-12,', ',1066-10-14,', 'last_inspected'],
  ['a day that does not exist', ',2027-06-12,', ',2027-02-30,', 'inspection_due'],
  ['a code', 'V001,', 'X1,', 'code'],
  ['a postcode', 'DE1 5ZZ', 'nowhere', 'postcode'],
  ['an area nobody knows', 'registration|', 'ballroom|registration|', 'areas'],
  ['a room without its floor', 'Main hall:378', 'Main hall', 'rooms'],
  ['a telephone number', '07700 900135', 'ask at the bar', 'keyholder_1_phone'],
  ['a formula', 'Alder Town Hall', '=HYPERLINK(1)', 'name'],
])('a wrong row names the field: %s', (_, from, to, field) => {
  const [row] = preview(`${headings}\n${first.replace(from, to)}`);
  expect(row?.status).toBe('wrong');
  expect(row?.problems.map((problem) => problem.field)).toEqual([field]);
  expect(row?.problems[0]?.words).not.toBe('');
  expect(row?.details).toBeNull();
});

test('a keyholder abroad may have a number that begins with a plus', () => {
  const [row] = preview(`${headings}\n${first.replace('07700 900135', '+353 1 234 5678')}`);
  expect(row).toMatchObject({ status: 'new', details: { keyholders: [{ phone: '+353 1 234 5678' }, {}] }, notes: [] });
});

test('dates that a spreadsheet turned round are still understood', () => {
  const [row] = preview(`${headings}\n${first.replace(',2026-06-12,', ',12/06/2026,')}`, onRegister());
  expect(row?.status).toBe('unchanged');
});

test('a column left out of the file keeps what the register holds', () => {
  const existing = onRegister();
  const held = existing.get('V001');
  if (held) held.details = { ...held.details, cctv: 'yes', plans: 'Site office, top shelf' };
  expect(preview(`${headings}\n${first}`, existing)[0]?.status).toBe('unchanged');
});

test('missing, doubled and unknown columns are named', () => {
  const text = `${headings.replace('toilets,', '').replace('owner', 'wifi').replace('limits', 'remarks')}\n${first}`;
  const problems = checkColumns(readCsv(text).columns, venueCsv.required, venueCsv.optional);
  expect(problems.map(({ field }) => field)).toEqual(['toilets', 'owner', 'limits', 'wifi', 'remarks']);
});

test('a column that is there twice is named once, wherever the second stands', () => {
  const doubled = (columns: string[]) => checkColumns(columns, ['code', 'name']).map(({ words }) => words);
  expect(doubled(['code', 'code', 'name'])).toEqual(['The column code is there twice. Remove one']);
  expect(doubled(['code', 'name', 'code', 'code'])).toEqual(['The column code is there twice. Remove one']);
  expect(doubled(['code', 'name', ''])).toEqual([
    'The column (no heading) is not known. Remove it or correct its heading',
  ]);
  expect(doubled(['name'])).toEqual(['The column code is missing. Add it, even if its cells are empty']);
});

test('five thousand rows are read; one more is refused with the remedy', () => {
  const rows = Array.from({ length: 5_001 }, (_, index) => first.replace('V001', `V${1_000 + index}`));
  expect(countStatuses(preview([headings, ...rows.slice(0, 5_000)].join('\n'))).new).toBe(5_000);
  const refused = parseCsv([headings, ...rows].join('\n'));
  expect(refused).toEqual({
    ok: false,
    problems: [{ field: '', words: 'The file has 5,001 rows, 5,000 at most. Split it' }],
  });
});

test('any text a person may type survives export and import unchanged', () => {
  const [base] = sampleVenues();
  const typed = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 40 })
    .map((text) => text.replaceAll('\0', '').trim())
    .filter((text) => text !== '');
  const risky = fc
    .tuple(fc.constantFrom('=', '+', '-', '@', "'", "'=", "''+", '＝', '-1', '+44'), typed)
    .map((parts) => parts.join('').trim());
  fc.assert(
    fc.property(fc.oneof(typed, risky), (limits) => {
      if (base === undefined) throw new Error('No sample');
      const [row] = preview(exported([{ ...base, limits }]));
      expect(row?.problems).toEqual([]);
      expect(row?.details?.limits).toBe(limits);
    }),
    { seed: 20261119, numRuns: 300 },
  );
});
