import { expect, test } from 'vitest';
import { rankVenues, ruledOutWords, type FitQuestion, type FitVenue, type RuledOut } from '../../shared/venues/fit.ts';
import { sampleVenues } from './support/samples.ts';

const arrivalAt = new Date('2026-11-19T06:30:00Z');
const callAt = new Date('2026-11-19T04:30:00Z');
const from = { lat: 53, lon: -1.4 };
const north = (km: number): number => 53 + km / 111.195;

/** Nothing against it: 30 km off, ready in time, a shower for ten, just large enough for forty and four. */
const good: FitVenue = {
  ...(sampleVenues().find(({ code }) => code === 'V010') as Omit<FitVenue, 'id' | 'archivedAt'>),
  id: '0',
  archivedAt: null,
  sleepingM2: 154,
  toilets: 13,
  fireLimit: 328,
  showers: 4,
  privateRooms: 8,
  minutesToOpen: 60,
  stepFree: true,
  wifi: true,
  mobileSignal: 'good',
  coachParking: true,
  discreetEntrance: true,
  suitability: 'suitable',
  inspectionDue: '2027-08-01',
  availableHours: '24/7',
  lat: north(30),
  lon: -1.4,
};
const rank = (all: Partial<FitVenue>[], changes: Partial<FitQuestion> = {}) =>
  rankVenues({
    venues: all.map((each, index) => ({ ...good, id: String(index), code: `V${100 + index}`, ...each })),
    expected: 40,
    from,
    arrivalAt,
    callAt,
    openAt: () => true,
    ...changes,
  });
const fitOf = (changes: Partial<FitVenue> = {}, question?: Partial<FitQuestion>) => rank([changes], question).fit[0];
const score = (changes?: Partial<FitVenue>, question?: Partial<FitQuestion>) => fitOf(changes, question)?.score;

test('exactly as many places as are wanted is large enough', () => {
  expect(fitOf()).toMatchObject({ beds: 44, warnings: [] });
  expect(rank([{ sleepingM2: 153 }]).ruledOut[0]?.beds).toBe(43);
});

test('distance is worth forty points, less by two for every three kilometres, and never less than none', () => {
  const at = (km: number) => score({ lat: north(km) });
  expect([15, 30, 45, 60, 120].map(at)).toEqual([90, 80, 70, 60, 60]);
  expect(fitOf({ lat: north(30.26) })?.km).toBe(30.3);
});

test('where nobody said whence people come, distance counts against nobody and is not known', () => {
  expect(fitOf({}, { from: null })).toMatchObject({ score: 100, km: null });
  expect(fitOf({}, { from: null })?.explanation).toMatch(/^Distance not known\. Ready/);
});

test('each three minutes after the first arrival cost a point of twenty', () => {
  const ready = (minutes: number) => score({ minutesToOpen: minutes });
  expect([0, 120, 150, 180, 240].map(ready)).toEqual([80, 80, 70, 60, 60]);
  expect(fitOf({ minutesToOpen: 120 })?.explanation).toContain('before the first arrival');
});

test('a minute that has begun is one late, and by day a venue holds rather than sleeps', () => {
  const half = { callAt: new Date('2026-11-19T04:30:30Z') };
  expect(fitOf({ minutesToOpen: 120 }, half)?.explanation).toContain('1 minute after the first arrival. Sleeps 44');
  expect(fitOf({}, { stay: 'day' })?.explanation).toMatch(/ Holds \d+, 44 wanted/);
});

test('what was asked for is worth twenty points by its share, and all of them where nothing was', () => {
  const wanted = (...wishes: FitQuestion['wanted'] & object) => score({ stepFree: true }, { wanted: wishes });
  expect(wanted('step_free')).toBe(80);
  expect(wanted()).toBe(80);
  expect(wanted('step_free', 'showers')).toBe(80);
});

test('showers are worth ten points by how many of one for ten people there are', () => {
  const showers = (each: number, expected = 40) => score({ showers: each }, { expected });
  expect([8, 4, 3, 2].map((it) => showers(it))).toEqual([80, 80, 77.5, 75]);
  expect(showers(1, 5)).toBe(score({ showers: 9 }, { expected: 5 }));
});

test('a hall is worth ten points less the more it is more than twice too large', () => {
  const sized = (sleepingM2: number) => score({ sleepingM2, toilets: 100, fireLimit: 1000 });
  expect([154, 308, 616, 1232].map(sized)).toEqual([80, 80, 75, 72.5]);
});

test('of two venues that are too small the best two are offered, at equal score those first by code', () => {
  const small = { sleepingM2: 80 };
  const near = { ...small, lat: north(10) };
  expect(rank([small, small, near, near]).pair?.codes).toEqual(['V102', 'V103']);
  expect(rank([near, small, small, small]).pair?.codes).toEqual(['V100', 'V101']);
  expect(rank([{ sleepingM2: 77 }, { sleepingM2: 77 }]).pair?.beds).toBe(44);
});

test('nothing that is ruled out for more than its size, or fits by itself, is put into a pair', () => {
  const small = { sleepingM2: 80 };
  expect(rank([{ ...small, inspectionDue: null }, small]).pair).toBeNull();
  expect(rank([{ suitability: 'unsuitable' }, small]).pair).toBeNull();
  expect(rank([{}, small, small]).pair).toBeNull();
});

test('those of one code stand as they came, fit or not', () => {
  const same = { code: 'V100' };
  expect(rank([same, same]).fit.map(({ venueId }) => venueId)).toEqual(['0', '1']);
  const out = rank([
    { code: 'V300', sleepingM2: 10 },
    { code: 'V100', sleepingM2: 10 },
    { code: 'V200', sleepingM2: 10 },
  ]);
  expect(out.ruledOut.map(({ code }) => code)).toEqual(['V100', 'V200', 'V300']);
});

test('each venue ruled out is counted once by what is hardest to mend, most first', () => {
  const ruledOut = (...kinds: RuledOut['reasons'][number]['kind'][]): RuledOut => ({
    venueId: '',
    code: '',
    beds: 0,
    reasons: kinds.map((kind) => ({ kind, words: '' })),
  });
  const hardest = ['archived', 'unsuitable', 'too_small', 'inspection_overdue', 'in_use', 'not_open'] as const;
  const each = hardest.map((_, index) => ruledOutWords([ruledOut(...hardest.slice(index).toReversed())]));
  expect(each).toEqual([
    '1 off the register',
    '1 unsuitable',
    '1 too small',
    '1 inspection overdue',
    '1 in use',
    '1 not free then',
  ]);
  const mixed = [ruledOut('too_small'), ruledOut('in_use'), ruledOut('archived'), ruledOut('too_small')];
  expect(ruledOutWords(mixed)).toBe('2 too small, 1 off the register, 1 in use');
  expect(ruledOutWords([])).toBe('');
});
