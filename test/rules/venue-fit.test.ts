import { expect, test } from 'vitest';
import { isOpen } from '../../server/venues/openingHours.ts';
import { squareCentre } from '../../server/venues/gridReference.ts';
import { distanceKm } from '../../shared/distance.ts';
import { rankVenues, ruledOutWords, type FitQuestion, type FitVenue } from '../../shared/venues/fit.ts';
import { sampleVenues } from './support/samples.ts';
import { some } from '../support/some.ts';

const callAt = new Date('2026-11-19T04:16:00Z');
const arrivalAt = new Date('2026-11-19T06:30:00Z');
const from = squareCentre('SK 45');
const venues: FitVenue[] = sampleVenues().map((venue) => ({ ...venue, id: `id-${venue.code}`, archivedAt: null }));
const question = (changes: Partial<FitQuestion> = {}): FitQuestion => ({
  venues,
  expected: 40,
  from: from.ok ? from.position : null,
  arrivalAt,
  callAt,
  openAt: (venue) => isOpen(venue.availableHours ?? '', arrivalAt, 24),
  ...changes,
});

const good: FitVenue = {
  ...(venues.find(({ code }) => code === 'V010') as FitVenue),
  sleepingM2: 395,
  toilets: 13,
  fireLimit: 328,
  showers: 17,
  privateRooms: 8,
  stepFree: true,
  wifi: true,
  mobileSignal: 'good',
  coachParking: true,
  discreetEntrance: true,
  suitability: 'suitable',
  inspectionDue: '2027-08-01',
  availableHours: '24/7',
  lat: 53.09,
  lon: -1.4,
};
const only = (...all: Partial<FitVenue>[]) =>
  question({ venues: all.map((each, index) => ({ ...good, code: `V${100 + index}`, id: String(index), ...each })) });
const lines = (changes: Partial<FitVenue>) => rankVenues(only(changes)).fit[0];

test('every sample venue is either ranked or ruled out with a reason, and the order never wavers', () => {
  const ranking = rankVenues(question());
  expect(ranking.fit.length + ranking.ruledOut.length).toBe(48);
  expect(ranking.fit.length).toBeGreaterThan(0);
  expect(
    ranking.ruledOut.every(({ reasons }) => reasons.length > 0 && reasons.every(({ words }) => words !== '')),
  ).toBe(true);
  expect(rankVenues(question({ venues: venues.toReversed() }))).toEqual(ranking);
  expect(ranking.fit.map(({ score }) => score)).toEqual(
    ranking.fit.map(({ score }) => score).toSorted((a, b) => b - a),
  );
});

test('nothing that fits is too small, overdue, unsuitable or shut', () => {
  const { fit, wanted } = rankVenues(question());
  expect(wanted).toBe(44);
  for (const { beds, code } of some(fit)) {
    const venue = venues.find((each) => each.code === code);
    expect(beds).toBeGreaterThanOrEqual(44);
    expect(venue?.suitability).not.toBe('unsuitable');
    expect((venue?.inspectionDue ?? '') >= '2026-11-19').toBe(true);
    expect(venue?.availableHours).not.toContain('Mo-Fr');
  }
});

test.each<[string, Partial<FitVenue>, string, string]>([
  ['unsuitable', { suitability: 'unsuitable' }, 'unsuitable', 'Unsuitable at its last inspection'],
  ['overdue for inspection', { inspectionDue: '2026-11-18' }, 'inspection_overdue', 'Inspection was due 18/11/2026'],
  ['never inspected', { inspectionDue: null }, 'inspection_overdue', 'Never inspected'],
  ['too small once the margin is counted', { sleepingM2: 150 }, 'too_small', 'Holds 42, 44 wanted'],
  [
    'shut when people arrive',
    { availableHours: 'Mo-Fr 17:00-24:00' },
    'not_open',
    'Not free from 06:30: Mon–Fri 17:00–24:00, Sat–Sun closed',
  ],
  ['off the register', { archivedAt: '2026-01-01T00:00:00Z' }, 'archived', 'Off the register'],
  ['in use already', { inUseBy: 'Centre Heron' }, 'in_use', 'In use: Centre Heron'],
])('a venue that is %s is ruled out and says so', (_, changes, kind, words) => {
  expect(rankVenues(only(changes)).ruledOut[0]?.reasons).toEqual([{ kind, words }]);
});

test('an inspection due on the day itself is not overdue', () => {
  expect(rankVenues(only({ inspectionDue: '2026-11-19' })).fit).toHaveLength(1);
});

test('planned ahead, what counts is the day they come: its inspection, its hours, and that day by name', () => {
  const ahead = (changes: Partial<FitVenue>) => {
    const asked = only(changes);
    const coming = new Date('2026-11-21T06:30:00Z');
    return rankVenues({
      ...asked,
      arrivalAt: coming,
      openAt: (venue) => isOpen(venue.availableHours ?? '', coming, 24),
    });
  };
  expect(ahead({ inspectionDue: '2026-11-20' }).ruledOut[0]?.reasons).toEqual([
    { kind: 'inspection_overdue', words: 'Inspection was due 20/11/2026' },
  ]);
  expect(ahead({ inspectionDue: '2026-11-21' }).fit).toHaveLength(1);
  expect(ahead({ availableHours: 'Mo-Fr 00:00-24:00' }).ruledOut[0]?.reasons[0]?.words).toBe(
    'Not free from Sat 21 Nov 06:30: Mon–Fri all day, Sat–Sun closed',
  );
});

test('a planner reads one line for and one line against', () => {
  expect(lines({ stepFree: false, suitability: 'suitable_with_conditions' })).toMatchObject({
    reasonLine: '17 showers, 8 private rooms, coaches, hidden entrance',
    warningLine: 'Not step-free, suitable with conditions',
  });
  expect(lines({ wifi: false, mobileSignal: 'poor' })?.warningLine).toBe('No Wi-Fi, poor mobile signal');
  expect(lines({ discreetEntrance: false, wifi: false })?.warningLine).toBe('Entrance seen from road, no Wi-Fi');
  expect(lines({ showers: 0 })?.warnings).toContain('no shower');
  expect(lines({ privateRooms: 1 })?.warnings).toContain('1 private room, 3 wanted');
  expect(lines({})?.warningLine).toBe('');
});

test('the ready time counts from the call, and the explanation says why it stands where it does', () => {
  const fit = lines({ minutesToOpen: 45, stepFree: false });
  expect(fit).toMatchObject({ readyAt: new Date('2026-11-19T05:01:00Z'), beds: 112 });
  expect(fit?.explanation).toBe(
    '5 km in a straight line. Ready 05:01, before the first arrival. Sleeps 112, 44 wanted. Against it: not step-free.',
  );
  expect(lines({ minutesToOpen: 180 })?.explanation).toContain('46 minutes after the first arrival');
});

test('a venue within two kilometres of where people come from ranks after one further off', () => {
  const { fit } = rankVenues(only({ lat: 53.0903, lon: -1.3295 }, { lat: 53.2, lon: -1.4 }));
  expect(fit.map(({ code }) => code)).toEqual(['V101', 'V100']);
  expect(fit[1]?.warningLine).toBe('Too near? Ask police lead');
});

test('what was asked for moves a venue up, and equals stand by code', () => {
  const step = question({
    ...only({ code: 'V200', stepFree: false }, { code: 'V300' }),
    wanted: ['step_free', 'pets'],
  });
  expect(rankVenues(step).fit.map(({ code }) => code)).toEqual(['V300', 'V200']);
  expect(rankVenues(step).fit[0]?.explanation).toContain('Has 1 of 2 things asked for');
  expect(rankVenues(step).fit[0]?.warnings).toContain('without pets');
  expect(rankVenues(only({ code: 'V400' }, { code: 'V200' })).fit.map(({ code }) => code)).toEqual(['V200', 'V400']);
});

test('by day the day capacity counts', () => {
  expect(rankVenues({ ...only({ sleepingM2: 150 }), stay: 'day' }).fit[0]).toMatchObject({ beds: 88 });
});

test('where none fits, the best two together are offered, never one that is ruled out for more than its size', () => {
  const { fit, pair } = rankVenues(
    only({ sleepingM2: 70 }, { sleepingM2: 105 }, { sleepingM2: 105, suitability: 'unsuitable' }, { sleepingM2: 35 }),
  );
  expect(fit).toEqual([]);
  expect(pair).toMatchObject({
    codes: ['V100', 'V101'],
    beds: 50,
    words: 'None holds 44. Use two together? V100 and V101 hold 50',
  });
  expect(rankVenues(only({ sleepingM2: 35 }, { sleepingM2: 35 })).pair).toBeNull();
  expect(rankVenues(only({})).pair).toBeNull();
});

test('those ruled out are summed up once each', () => {
  const { ruledOut } = rankVenues(
    only(
      { sleepingM2: 35 },
      { sleepingM2: 35, inspectionDue: null },
      { inspectionDue: null },
      { availableHours: 'Sa 10:00-12:00' },
    ),
  );
  expect(ruledOutWords(ruledOut)).toBe('2 too small, 1 inspection overdue, 1 not free then');
});

test('distance is a straight line over the ground', () => {
  expect(distanceKm({ lat: 52.9219, lon: -1.4758 }, { lat: 53.235, lon: -1.4216 })).toBeCloseTo(35, 0);
  expect(distanceKm({ lat: 53, lon: -1 }, { lat: 53, lon: -1 })).toBe(0);
});

test('where nothing is known or asked for, distance and facilities neither help nor harm', () => {
  const [near] = rankVenues({ ...only({}), from: null }).fit;
  expect(near).toMatchObject({ km: null, explanation: expect.stringContaining('Distance not known') });
  const asked = (wanted: FitQuestion['wanted']) => rankVenues({ ...only({}), wanted }).fit[0];
  expect(asked(['step_free', 'wifi'])?.score).toBe(asked([])?.score);
  expect(asked([])?.explanation).not.toContain('asked for');
});

test('a place far from where people come from loses up to forty points, and no more', () => {
  const at = (lat: number) => rankVenues(only({ lat, lon: -1.4 })).fit[0]?.score ?? 0;
  const unknown = rankVenues({ ...only({}), from: null }).fit[0]?.score ?? 0;
  const farOff = at(54.5);
  expect(at(53.3)).toBeGreaterThan(farOff);
  expect(at(56)).toBe(farOff);
  expect(unknown - farOff).toBeLessThanOrEqual(40.1);
});

test('two venues alike stand in the order of their codes, in whatever order they are given', () => {
  const codes = (all: FitVenue[]) => rankVenues(question({ venues: all })).fit.map((it) => it.code);
  const alike = ['V103', 'V101', 'V102'].map((code) => ({ ...good, code, id: code }));
  expect(codes(alike)).toEqual(['V101', 'V102', 'V103']);
  expect(codes(alike.toReversed())).toEqual(['V101', 'V102', 'V103']);
  const shut = alike.map((it) => ({ ...it, suitability: 'unsuitable' as const }));
  expect(rankVenues(question({ venues: shut })).ruledOut.map((it) => it.code)).toEqual(['V101', 'V102', 'V103']);
});

test('of all pairs that hold enough the best two are offered, and of pairs alike the first', () => {
  const { pair } = rankVenues(
    only(
      { sleepingM2: 100, lat: 53.2 },
      { sleepingM2: 100, lat: 53.4 },
      { sleepingM2: 100, lat: 53.12 },
      { sleepingM2: 20, lat: 53.12 },
    ),
  );
  expect(pair).toMatchObject({ codes: ['V102', 'V100'], venueIds: ['2', '0'] });
  const alike = only({ sleepingM2: 100 }, { sleepingM2: 100 }, { sleepingM2: 100 });
  expect(rankVenues(alike).pair?.codes).toEqual(['V100', 'V101']);
});

test('what costs no points is not said again in the explanation', () => {
  const late = rankVenues(only({ minutesToOpen: 300 })).fit[0];
  expect(late?.warnings).toEqual([expect.stringMatching(/^ready .* after the first arrival$/)]);
  expect(late?.explanation).toContain('Nothing against it');
});

test('reasons that rule out as many stand in the order of their names', () => {
  const { ruledOut } = rankVenues(
    only({ suitability: 'unsuitable' }, { sleepingM2: 10 }, { inspectionDue: null }, { inspectionDue: null }),
  );
  expect(ruledOutWords(ruledOut)).toBe('2 inspection overdue, 1 too small, 1 unsuitable');
});
