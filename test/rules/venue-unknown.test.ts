import { expect, test } from 'vitest';
import { rankVenues, type FitVenue } from '../../shared/venues/fit.ts';
import { findableWords, stillToFindOut } from '../../shared/venues/findOut.ts';
import { facilities, findables, venueBlanks } from '../../shared/venues/venue.ts';
import { facilityFacets, warningsFor } from '../../shared/venues/words.ts';
import { defaultCapacityRules } from '../../shared/venues/capacity.ts';
import { venueCells, venueColumns, venueRowsFromCsv } from '../../shared/venues/csv.ts';
import { writeCsv } from '../../server/imports/rows.ts';
import { readCsv, sampleVenues } from './support/samples.ts';

const arrivalAt = new Date('2026-11-19T06:30:00Z');
const callAt = new Date('2026-11-19T04:30:00Z');
const [sample] = sampleVenues().filter(({ code }) => code === 'V010');
if (!sample) throw new Error('no sample');

/** As somebody adds it who has just been given its name, its place, who opens it, and for how many. */
const told: FitVenue = { ...sample, ...venueBlanks, placesTold: 60, id: 'told', archivedAt: null };
const known: FitVenue = {
  ...sample,
  suitability: 'suitable',
  privateRooms: 8,
  id: 'known',
  archivedAt: null,
  sleepingM2: 395,
  toilets: 13,
  fireLimit: 328,
};

const rank = (...venues: FitVenue[]) =>
  rankVenues({ venues, expected: 40, arrivalAt, callAt, from: null, openAt: () => true });

test('a venue of which little is known is ranked, and says what is not known', () => {
  const { fit, ruledOut } = rank(told);
  expect(ruledOut).toEqual([]);
  expect(fit).toMatchObject([
    {
      venueId: 'told',
      beds: 60,
      warningLine: 'Fire limit not known, ask first, never inspected, places as told, not measured, hours not known',
    },
  ]);
});

test('one whose fire limit is not known comes after all whose limit is, however well it scores', () => {
  const poor: FitVenue = { ...known, id: 'poor', showers: 0, stepFree: false, wifi: false, minutesToOpen: 600 };
  const best: FitVenue = { ...known, id: 'best', fireLimit: null };
  const { fit } = rank(best, poor);
  expect(fit.map((it) => it.venueId)).toEqual(['poor', 'best']);
  expect(fit[1]?.score).toBeGreaterThan(fit[0]?.score ?? 100);
});

test('what nobody has said of a venue neither speaks for it nor is said to be missing', () => {
  const blank = { ...told, suitability: null };
  expect(facilities.filter((it) => facilityFacets[it].has(blank))).toEqual([]);
  const warnings = warningsFor(blank, { km: null, size: 'large', wanted: [], rules: defaultCapacityRules, late: 0 });
  expect(warnings.map(({ words }) => words).filter((it) => /^(not|no|one|entrance|poor) /i.test(it))).toEqual([]);
  expect(rank(blank).fit[0]?.reasonLine).toBe('');
});

test('a venue ready only after the first arrival says by how much', () => {
  const lines = [120, 121, 155, 200].map((minutesToOpen) =>
    rank({ ...known, minutesToOpen }).fit[0]?.warnings.find((it) => it.startsWith('ready')),
  );
  expect(lines).toEqual([
    undefined,
    'ready 1 minute after the first arrival',
    'ready 35 minutes after the first arrival',
    'ready 1 hour 20 minutes after the first arrival',
  ]);
});

test('all that is still to be found out is named, the fire limit first', () => {
  expect(stillToFindOut({ ...sample })).toEqual([]);
  expect(stillToFindOut(told)[0]).toBe('fireLimit');
  expect(stillToFindOut(told).toSorted()).toEqual(findables.toSorted());
  expect(findables.map((it) => findableWords[it]).join(', ')).toBe(
    'legal fire limit, sleeping area, toilets, showers, private rooms, entrances, step-free or not, ' +
      'accessible toilet or not, entrance hidden from the road or not, coach parking, Wi-Fi, kitchen, generator, ' +
      'mobile signal, minutes to a hospital, hours it can be used, inspection',
  );
});

test('an empty cell of a file is still to be found out, says so, and comes out empty again', () => {
  const details = { ...sample, ...venueBlanks, placesTold: 60 };
  const file = writeCsv([venueCells(details)], venueColumns);
  const [row] = venueRowsFromCsv(readCsv(file), new Map());
  expect(row).toMatchObject({ status: 'new', problems: [], details });
  expect(row?.notes.map(({ field }) => field).toSorted()).toEqual(
    [
      'sleeping_m2',
      'fire_limit',
      'toilets',
      'showers',
      'private_rooms',
      'entrances',
      'step_free',
      'accessible_wc',
      'discreet_entrance',
      'coach_parking',
      'wifi',
      'kitchen',
      'generator',
      'mobile_signal',
      'hospital_minutes',
      'available_hours',
      'suitability',
    ].toSorted(),
  );
  expect(row?.notes[0]?.words).toBe('Empty: still to be found out');
});
