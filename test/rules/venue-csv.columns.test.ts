import { expect, test } from 'vitest';
import { writeCsv } from '../../server/imports/rows.ts';
import { venueCells, venueColumns, venueRowsFromCsv, venueTemplateColumns } from '../../shared/venues/csv.ts';
import type { VenueDetails } from '../../shared/venues/venue.ts';
import { some } from '../support/some.ts';
import { readCsv, registered, sampleVenues } from './support/samples.ts';

const [sample] = sampleVenues();
if (!sample) throw new Error('There is no sample');

/** A venue of which nothing is left blank. */
const whole: VenueDetails = {
  ...sample,
  placesTold: 40,
  dayM2: 210.5,
  accessibleShower: 'yes',
  heating: 'yes',
  cctv: 'no',
  lockableRooms: 3,
  pets: 'yes',
  stockCupboard: 'no',
  keyholdersCheckedOn: '2026-10-01',
  keyholders: [
    { name: 'A. Keeper', phone: '07700 900135' },
    { name: 'B. Keeper', phone: '07700 900136' },
  ],
  authorisers: [
    { name: 'C. Officer', phone: '07700 900137' },
    { name: 'D. Officer', phone: '07700 900138' },
  ],
  rooms: [
    { name: 'Main hall: north', m2: 378.25 },
    { name: 'Annexe', m2: 12 },
  ],
  lastInspected: '2026-06-12',
  inspectionDue: '2027-06-12',
  conditions: 'Not on Fridays',
  accessNotes: 'Ring at the side door',
  agreementUntil: '2027-03-31',
  insuranceUntil: '2027-04-30',
  plans: 'Site office',
};
const cellsOf = (venue: VenueDetails): Record<string, string> =>
  Object.fromEntries(venueCells(venue).map((cell, at) => [venueColumns[at] ?? '', cell]));
const read = (cells: Record<string, string>, existing = new Map()) => {
  const columns = Object.keys(cells);
  const [row] = venueRowsFromCsv(readCsv(writeCsv([Object.values(cells)], columns)), existing);
  if (!row) throw new Error('No row was read');
  return row;
};
const problemsWith = (change: Record<string, string>) => read({ ...cellsOf(whole), ...change }).problems;

test('a venue of which everything is known is read from its own export as it was', () => {
  expect(Object.values(cellsOf(whole))).not.toContain('');
  expect(read(cellsOf(whole))).toMatchObject({ status: 'new', problems: [], notes: [], details: whole });
});

test('a column that is left out keeps what is held, and one that is empty empties it', () => {
  const held = registered([read(cellsOf(whole))]);
  const extras = some(venueTemplateColumns.slice(venueTemplateColumns.indexOf('places_told')));
  for (const column of extras) {
    // What goes along with another cell is left out or empty with it.
    const together = column.startsWith('authoriser') ? extras.filter((it) => it.startsWith('authoriser')) : [column];
    const without = Object.fromEntries(Object.entries(cellsOf(whole)).filter(([it]) => !together.includes(it)));
    expect(read(without, held), `${column}`).toMatchObject({ status: 'unchanged' });
    const empty = Object.fromEntries(together.map((it) => [it, '']));
    const changed = read({ ...cellsOf(whole), ...empty }, held);
    expect(changed.problems, `${column}`).toEqual([]);
    expect(changed.changes.map((it) => it.field).toSorted(), `${column}`).toEqual(together.toSorted());
  }
});

test.each(['accessible_shower', 'heating', 'cctv', 'pets', 'stock_cupboard'])(
  'an empty %s is not known, and another word is refused there',
  (column) => {
    expect(cellsOf(read({ ...cellsOf(whole), [column]: '' }).details ?? sample)[column]).toBe('unknown');
    expect(problemsWith({ [column]: 'perhaps' })).toEqual([
      { field: column, words: 'Use yes, no or unknown, not “perhaps”' },
    ]);
  },
);

test('a contact needs both a name and a number, and is refused in the cell where one is missing', () => {
  const fields = (change: Record<string, string>) => problemsWith(change).map((it) => it.field);
  expect(fields({ keyholder_1: '' })).toEqual(['keyholder_1']);
  expect(fields({ keyholder_1_phone: '' })).toEqual(['keyholder_1_phone']);
  expect(fields({ keyholder_2: '' })).toEqual(['keyholder_2']);
  expect(fields({ keyholder_2_phone: '' })).toEqual(['keyholder_2_phone']);
  expect(fields({ authoriser_1_phone: '' })).toEqual(['authoriser_1_phone']);
  expect(fields({ authoriser_2: '' })).toEqual(['authoriser_2']);
  expect(fields({ keyholder_2: '', keyholder_2_phone: '' })).toEqual([]);
});

test.each([
  ['fire_limit', '-1'],
  ['sleeping_m2', '-1'],
  ['day_m2', '-1'],
  ['private_rooms', '1.5'],
  ['hospital_minutes', '5000'],
  ['places_told', '-1'],
  ['lockable_rooms', '-1'],
  ['minutes_to_open', '-1'],
  ['keyholders_checked_on', '2026-02-30'],
  ['inspection_due', '2026-02-30'],
  ['access_notes', 'x'.repeat(1_001)],
])('what the register refuses is refused under its own heading: %s', (column, cell) => {
  expect(problemsWith({ [column]: cell }).map((it) => it.field)).toEqual([column]);
});

test.each(['Main hall', 'Main hall:', ':378', 'Main hall:378 m2', 'Main hall:378.', 'Main hall:.5'])(
  'a room is its name and its square metres, not “%s”',
  (room) => {
    expect(problemsWith({ rooms: room }).at(0)).toEqual({
      field: 'rooms',
      words: `Use name:square metres, such as Main hall:378, not “${room}”`,
    });
  },
);

test('a long room is cut short in what is said of it, and spaces beside its name are not kept', () => {
  expect(problemsWith({ rooms: 'x'.repeat(50) })[0]?.words).toContain(`not “${'x'.repeat(40)}”`);
  expect(read({ ...cellsOf(whole), rooms: 'Main hall : 378' }).details?.rooms).toEqual([
    { name: 'Main hall', m2: 378 },
  ]);
});

test('a capacity that the file states is remarked on where it is another, and only there', () => {
  const notes = (change: Record<string, string>) => read({ ...cellsOf(whole), ...change }).notes;
  expect(notes({ day_capacity: '', night_capacity: '' })).toEqual([]);
  expect(notes({ day_capacity: '1234567890123456789012345' })).toEqual([
    {
      field: 'day_capacity',
      words: `The file says 12345678901234567890; its floor, toilets and fire limit make ${cellsOf(whole)['day_capacity']}, which counts`,
    },
  ]);
});
