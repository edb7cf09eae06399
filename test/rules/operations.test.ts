import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';
import { forget, holding } from '../../client/data/store.ts';
import { setClock } from '../../client/data/time.ts';
import {
  type Card,
  cardsNow,
  centresOf,
  groups,
  opensCentre,
  standingAt,
} from '../../client/screens/operations/cards.ts';
import { changeArgs, type Draft, draftFrom, faultsOf, openArgs } from '../../client/screens/operations/form.ts';
import { expectedWords, suggestCodeName, typeWords } from '../../client/screens/operations/words.ts';
import { tick } from '../../client/session/now.ts';
import { centreNames, type CentreState, centreStates, isReceiving } from '../../shared/centres.ts';
import { changeOperation, openOperation, operationStates, operationTypes } from '../../shared/operations.ts';
import { presences } from '../../shared/people.ts';
import { some } from '../support/some.ts';
import { centreRow, counts, exact, few, hold } from './support/silverRows.ts';

const session = vi.hoisted(() => ({ grants: [] as unknown[] }));
const { operations } = vi.hoisted(() => ({ operations: { value: null as unknown } }));
vi.mock('../../client/session/session.ts', () => ({
  operationId: signal('op'),
  centreId: signal(null),
  me: {
    get value() {
      return { grants: session.grants };
    },
  },
  operations,
  sees: () => 'full',
}));

const now = new Date('2026-11-19T05:30:00Z');
beforeEach(() => {
  forget();
  setClock(now.toISOString(), 0);
  tick();
});
const id = '019a9b1c-7d00-7000-8000-000000000001';

const row = {
  codeName: 'Marram',
  type: 'walk_in',
  expected: 40,
  atLeast: 35,
  atMost: 45,
  firstArrivalAt: '2026-11-19T06:30:00.000Z',
  fromSquare: 'SK 45',
  languages: [{ tag: 'ro', people: 12 }],
  policeLead: 'Insp Bell',
  careLead: 'J Shaw',
} as const;
const draft = (more: Partial<Draft> = {}): Draft => ({
  ...draftFrom({ ...row, languages: [...row.languages] }),
  ...more,
});
const blank = (more: Partial<Draft> = {}): Draft => ({ ...draftFrom({ codeName: '' }), ...more });
const faulty = (it: Draft, used: readonly string[] = []) =>
  Object.entries(faultsOf(it, now, used)).flatMap(([key, fault]) => (fault ? [key] : []));

test('a form begins with what the operation says, and sends all of it', () => {
  const { codeName, type, ...known } = row;
  const begun = { operationId: id, codeName, type, state: 'running', ...known };
  expect(openArgs(draft(), id, now)).toEqual(begun);
  expect(openOperation.args.safeParse(begun).success).toBe(true);
  expect(changeArgs(draft(), id, 3, now)).toEqual({ operationId: id, baseVersion: 3, ...known });
});

test('what nobody said is left out, and a lead may be taken back', () => {
  const said = { languages: [], policeLead: '', careLead: '' };
  expect(changeArgs(blank(), id, 3, now)).toEqual({ operationId: id, baseVersion: 3, ...said });
  expect(changeOperation.args.safeParse(changeArgs(blank(), id, 3, now)).success).toBe(true);
  const opened = openArgs(blank({ codeName: ' Marram ', policeLead: ' Bell ', careLead: ' Shaw ' }), id, now);
  const own = { operationId: id, codeName: 'Marram', type: 'warrant', state: 'running' };
  expect(opened).toEqual({ ...own, languages: [], policeLead: 'Bell', careLead: 'Shaw' });
});

test.each(some(operationTypes))('an operation of type "%s" is marked as an exercise only by that type', (type) => {
  expect(openArgs(draft({ type }), id, now).exercise).toBe(type === 'exercise' ? true : undefined);
  expect(typeWords[type]).not.toBe('');
});

test('each thing that is wrong is named at its field, and what is just right is not', () => {
  expect(faulty(draft())).toEqual([]);
  expect(faulty(blank())).toEqual(['codeName', 'type']);
  expect(faulty(draft({ codeName: ' ' }))).toEqual(['codeName']);
  expect(faulty(draft(), ['marram'])).toEqual(['codeName']);
  expect(faulty(draft({ atLeast: 41 }))).toEqual(['atLeast']);
  expect(faulty(draft({ atMost: 39 }))).toEqual(['atMost']);
  expect(faulty(draft({ atLeast: 40, atMost: 40 }))).toEqual([]);
  expect(faulty(draft({ expected: null }))).toEqual([]);
  expect(faulty(draft({ firstArrivalAt: { time: 'dawn', day: null } }))).toEqual(['firstArrivalAt']);
  expect(faulty(draft({ firstArrivalAt: { time: ' ', day: null } }))).toEqual([]);
  expect(faulty(draft({ from: '12 Station Road', fromSquare: null }))).toEqual(['fromSquare']);
  expect(faulty(draft({ from: ' ', fromSquare: null }))).toEqual([]);
});

test('a code name is suggested that no operation has had, the next after the last, and numbered when all have been', () => {
  const first = suggestCodeName([]);
  const every: string[] = [];
  for (let n = 0; n < 200; n += 1) {
    const name = suggestCodeName(every, every.at(-1));
    if (/\d/.test(name)) break;
    every.push(name);
  }
  expect([every[0], new Set(every).size]).toEqual([first, every.length]);
  expect(every.filter((it) => centreNames.some((name) => name === it))).toEqual([]);
  expect(suggestCodeName([], first)).toBe(every[1]);
  expect(suggestCodeName([first.toUpperCase()])).toBe(every[1]);
  expect(suggestCodeName([], every.at(-1))).toBe(first);
  expect(suggestCodeName(every)).toBe(`${first} ${every.length + 1}`);
});

test('how many are expected is said with the range that is known', () => {
  const words = (expected: number | null, atLeast: number | null = null, atMost: number | null = null) =>
    expectedWords({ expected, atLeast, atMost });
  expect([words(null, 3, 5), words(40)]).toEqual(['Not known yet', '40']);
  expect([words(40, 35, 45), words(40, 35), words(40, null, 45)]).toEqual([
    '40 (35 to 45)',
    '40 (at least 35)',
    '40 (at most 45)',
  ]);
});

const card = (more: object = {}): Card => ({ id: 'op', codeName: 'Marram', centres: [], ...more }) as unknown as Card;

test('operations are grouped by every state there is', () => {
  expect(groups.map((it) => it.state).toSorted()).toEqual(operationStates.toSorted());
});

test('centres stand by how much they concern anyone now, equals by name', () => {
  const centres = some(centreStates).flatMap((state) => ['b', 'a'].map((name) => ({ id: name, name, state })));
  const order: CentreState[] = [
    'full',
    'open',
    'activating',
    'standby',
    'planned',
    'standing_down',
    'closed',
    'debriefed',
    'cancelled',
  ];
  expect(centresOf(card({ centres })).map((it) => `${it.state} ${it.name}`)).toEqual(
    order.flatMap((it) => [`${it} a`, `${it} b`]),
  );
});

test('what has come live since counts over what was listed, for the operation that is followed', () => {
  const listed = [{ id: 'Wren', name: 'Wren', state: 'open' }];
  operations.value = [card({ centres: listed }), card({ id: 'other', centres: listed })];
  hold('operation', [{ id: 'op', codeName: 'Sorrel' } as never]);
  const centresNow = () => cardsNow().map((it) => it.centres);
  expect(cardsNow().map((it) => it.codeName)).toEqual(['Sorrel', 'Marram']);
  expect(centresNow()).toEqual([listed, listed]);
  const live = [centreRow('Wren', 'full')];
  hold('centre', live);
  expect(centresNow()).toEqual([listed, listed]);
  holding.value = 'op';
  expect(centresNow()).toEqual([live, listed]);
});

const manager = { role: 'manager', operationId: 'op', centreId: 'Wren', address: false };

test.each(some(centreStates))(
  'how many are at a centre that is "%s" is told while it has people, by what one sees',
  (state) => {
    const centre = { ...centreRow('Wren', state), places: 66 };
    const told = isReceiving(state) || state === 'standing_down';
    hold('person', [
      ...presences.map((presence) => ({ id: presence, centreId: 'Wren', presence, undoneAt: null })),
      { id: 'undone', centreId: 'Wren', presence: 'on_site', undoneAt: 'x' },
      { id: 'other', centreId: 'Heron', presence: 'on_site', undoneAt: null },
    ] as never);
    session.grants = [manager];
    expect(standingAt(card(), centre)).toBeNull();
    holding.value = 'op';
    const load = state === 'full' ? 'full' : 'room';
    const own = { words: '1 here', load, loadWords: load === 'full' ? 'full' : '' };
    expect(standingAt(card(), centre)).toEqual(told ? own : null);
    session.grants = [];
    expect([standingAt(card(), centre), opensCentre(card(), centre)]).toEqual([null, false]);
    hold('centreCounts', [counts('Wren', state, { onSite: exact(42) })]);
    const over = { words: '42 here', load: 'over', loadWords: '2 over' };
    expect(standingAt(card(), centre)).toEqual(told ? over : null);
    hold('centreCounts', [counts('Wren', state, { onSite: few })]);
    expect(standingAt(card(), centre)?.words).toBe(told ? 'fewer than 5 here' : undefined);
  },
);
