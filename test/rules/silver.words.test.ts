import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';
import { forget } from '../../client/data/store.ts';
import { setClock } from '../../client/data/time.ts';
import { doorsFigure } from '../../client/screens/silver/doors.ts';
import {
  centres,
  decisions,
  finished,
  isBefore,
  placesOf,
  receiving,
  totals,
  vehicles,
  vehiclesTo,
} from '../../client/screens/silver/model.ts';
import {
  arrivingWords,
  cameInWords,
  centreLine,
  isHidden,
  isSome,
  labelLine,
  lateWords,
  occupancyWords,
  silentWords,
} from '../../client/screens/silver/words.ts';
import { tick } from '../../client/session/now.ts';
import { type CentreState, centreStates } from '../../shared/centres.ts';
import { type CountView, disclosedCount } from '../../shared/counts.ts';
import type { LogRow } from '../../shared/log.ts';
import type { Slot } from '../../shared/rosters/contract.ts';
import { some } from '../support/some.ts';
import { centreRow, coming, counts, exact, few, hold, sums } from './support/silverRows.ts';

vi.mock('../../client/data/connection.ts', () => ({ dataAge: signal(0) }));
vi.mock('../../client/session/session.ts', () => ({
  operationId: signal('op'),
  centreId: signal(null),
  me: signal(null),
  sees: () => 'kind',
}));

beforeEach(() => {
  forget();
  setClock('2026-11-19T07:42:00.000Z', 0);
  tick();
});

const DOORS = '2026-11-19T08:20:00.000Z';

/** What stands beside a centre's name in each state: 31 there, staff for 40, 66 beds, planned for 50. */
const occupied: Record<CentreState, string> = {
  planned: '31',
  standby: '31',
  activating: '31 of 50',
  open: '31 of 40',
  full: '31 of 40',
  standing_down: '31 of 40',
  closed: '31 of 40',
  debriefed: '31 of 40',
  cancelled: '31 of 40',
};

test.each(some(centreStates))(
  'beside a centre that is "%s" stands how many are there, of as many as it can take',
  (state) => {
    hold('centre', [centreRow('Wren', state)]);
    expect(occupancyWords(counts('Wren', state))).toBe(occupied[state]);
    const empty = occupancyWords(counts('Wren', state, { onSite: exact(0) }));
    expect(empty).toBe(state === 'planned' || state === 'standby' ? '66 beds' : occupied[state].replace('31', '0'));
    expect(occupancyWords(counts('Wren', state, { onSite: few }))).toBe('fewer than 5');
    expect(isBefore(state)).toBe(['planned', 'standby', 'activating'].includes(state));
  },
);

test('places are those both staffed and there; before doors open, those the roster was made for', () => {
  expect(placesOf(counts('Wren', 'open', { staffed: 80 }))).toBe(66);
  expect(placesOf(counts('Wren', 'open'))).toBe(40);
  expect(occupancyWords(counts('Wren', 'open', { staffed: 0 }))).toBe('31');
  // Whose own row is not here yet.
  expect(placesOf(counts('Wren', 'activating'))).toBe(66);
});

const slot = (more: Partial<Slot> = {}) =>
  ({
    id: `slot ${Math.random()}`,
    centreId: 'Wren',
    role: 'welfare',
    state: 'accepted',
    shiftStart: '2026-11-19T06:00:00.000Z',
    shiftEnd: '2026-11-19T14:00:00.000Z',
    needed: 4,
    accepted: 3,
    arrived: 0,
    ...more,
  }) as Slot;

test('a centre that opens says when, how many staff said yes to that shift, and who comes first', () => {
  const line = (doorsAt: string | undefined = DOORS) => centreLine(counts('Wren', 'activating'), doorsAt);
  expect(line()).toEqual(['Ready 08:20']);
  expect(centreLine(counts('Wren', 'activating'), undefined)).toEqual([]);
  hold('operationCounts', [
    sums({ vehicles: [coming('a', 'Heron'), coming('b', 'Wren'), coming('c', 'Wren', { people: few })] }),
  ]);
  hold('slot', [
    slot(),
    // More came than were promised, and more were promised than are needed.
    slot({ accepted: 1, arrived: 2, needed: 2 }),
    slot({ accepted: 9, needed: 5 }),
    slot({ state: 'stood_down', accepted: 4 }),
    slot({ centreId: 'Heron' }),
    slot({ shiftStart: DOORS, shiftEnd: '2026-11-19T14:00:00.000Z', needed: 1, accepted: 0 }),
    slot({ shiftStart: '2026-11-19T08:20:00.001Z' }),
    slot({ shiftEnd: DOORS }),
  ]);
  expect(line()).toEqual(['Ready 08:20', '10 of 12 staff accepted', '9 arriving 07:58']);
  expect(vehiclesTo('Wren').map((it) => it.id)).toEqual(['b', 'c']);
  expect(arrivingWords(coming('c', 'Wren', { people: few }))).toBe('fewer than 5 arriving 07:58');
});

test.each(some(centreStates))('under a centre that is "%s" stands its room only once its doors are open', (state) => {
  hold('operationCounts', [sums({ vehicles: [coming('b', 'Wren')] })]);
  const comes = '9 arriving 07:58';
  const line = centreLine(counts('Wren', state), undefined);
  expect(line).toEqual(isBefore(state) ? [comes] : ['9 staffed places free', comes]);
});

test('the room of a centre is what is free, else what bounds it', () => {
  const room = (more: object, short = false) => centreLine(counts('Wren', 'open', more), DOORS, short)[0];
  expect([room({}), room({}, true)]).toEqual(['9 staffed places free', '9 places free']);
  expect(room({ staffed: 0 })).toBe('No welfare staff on site');
  expect(room({ onSite: exact(41) })).toBe('Staff for 40');
  expect(room({ onSite: exact(67), staffed: 80 })).toBe('The building sleeps 66');
  expect(room({ onSite: exact(67), staffed: 0 })).toBe('The building sleeps 66');
});

test('the label on the map says when doors open, what a centre is, or how full', () => {
  expect(labelLine(counts('Wren', 'activating'), DOORS, 'opening')).toBe('opening 08:20');
  expect(labelLine(counts('Wren', 'activating'), undefined, 'x')).toBe('opening');
  expect(labelLine(counts('Wren', 'standby'), DOORS, 'standby')).toBe('standby');
  expect(labelLine(counts('Wren', 'open'), DOORS, 'open')).toBe('31 of 40 · open');
  expect(labelLine(counts('Wren', 'open', { onSite: exact(42) }), DOORS, 'open')).toBe('42 of 40 · 2 over');
});

test('doors stand large where nobody is in yet', () => {
  expect(doorsFigure(counts('Wren', 'activating', { onSite: exact(0) }), DOORS)).toBe('08:20');
  expect(doorsFigure(counts('Wren', 'activating', { onSite: exact(1) }), DOORS)).toBeNull();
  expect(doorsFigure(counts('Wren', 'activating', { onSite: exact(0) }), undefined)).toBeNull();
});

test('what is past its time is counted, and an urgent one said with it', () => {
  const late = (count: CountView, p1Late = false) => lateWords({ late: count, p1Late });
  expect([late(exact(0)), late(exact(0), true)]).toEqual(['', 'P1 past its time']);
  expect([late(exact(1)), late(exact(2))]).toEqual(['1 need past its time', '2 needs past their time']);
  expect(late(few, true)).toBe('fewer than 5 needs past their time, P1 among them');
});

test('a number is hidden where it is few or withheld, and worth a word unless it is nought', () => {
  const hidden = some(disclosedCount.shape.kind.options).filter((kind) => isHidden({ ...few, kind }));
  expect(hidden).toEqual(['few', 'withheld']);
  expect([exact(0), exact(1), few].map(isSome)).toEqual([false, true, true]);
});

test('tablets and groups are told with the time they are of', () => {
  expect(silentWords({ silent: [{ letter: 'C', since: '2026-11-19T07:35:00.000Z' }] })).toEqual([
    'Tablet C silent since 07:35',
  ]);
  const group = { at: '2026-11-19T07:30:00.000Z', text: '', people: 44, sex: [], age: [], languages: [] };
  expect(cameInWords(group)).toBe('44 who came in by 07:30');
});

test('centres that take people stand first and those not wanted yet last, equals by name; those that ended apart', () => {
  const shuffled = some(centreStates)
    .toReversed()
    .flatMap((it) => [counts(`${it} b`, it), counts(`${it} a`, it)]);
  hold('centreCounts', shuffled);
  expect(centres.value.map((it) => it.name)).toEqual(
    ['open', 'full', 'standing_down', 'activating', 'standby', 'planned'].flatMap((it) => [`${it} a`, `${it} b`]),
  );
  expect(receiving.value.map((it) => it.state)).toEqual(['open', 'open', 'full', 'full']);
  // One that was called off is not told as closed.
  expect(new Set(finished.value.map((it) => it.state))).toEqual(new Set(['closed', 'debriefed']));
});

test('whoever is sent counts is shown those, and nothing before they come', () => {
  expect([totals.value, vehicles.value]).toEqual([null, []]);
  const sent = sums({ onSite: few, vehicles: [coming('b', 'Wren')] });
  hold('operationCounts', [sent]);
  expect([totals.value, vehicles.value]).toEqual([sent, sent.vehicles]);
});

test('decisions are shown by their number, latest first, and no other entries', () => {
  const entry = (id: string, decision: number | null) => ({ id, decision, number: 1 }) as LogRow;
  hold('logEntry', [entry('a', 1), entry('b', null), entry('c', 3), entry('d', 2)]);
  expect(decisions.value.map((it) => it.id)).toEqual(['c', 'd', 'a']);
});
