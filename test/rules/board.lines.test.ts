import { describe, expect, test } from 'vitest';
import {
  actionsFor,
  boardOf,
  clockRuns,
  folded,
  groupWords,
  holderWords,
  isLate,
  lineOf,
  openCount,
  soonestFirst,
} from '../../client/parts/needs/needBoard.ts';
import { doorNeeds } from '../../client/parts/needs/doorNeeds.ts';
import { pictureOf } from '../../client/parts/needs/needPictures.ts';
import { filtered, holdersOf, noFilters, stateFilters } from '../../client/screens/needs/filters.ts';
import {
  isOpenNeed,
  needCompartments,
  type NeedDetailRow,
  type NeedKindName,
  needKinds,
  type NeedRow,
  needStates,
  priorities,
} from '../../shared/needs.ts';
import type { PersonRow } from '../../shared/people.ts';
import { some } from '../support/some.ts';

const now = new Date('2026-11-19T07:42:00Z');
const at = (minutes: number): string => new Date(now.getTime() + minutes * 60_000).toISOString();
const place = { operationId: 'op', centreId: 'wren' };

const guest = (reference: string, over: object = {}): PersonRow =>
  ({ ...place, id: reference, reference, language: 'vi', zone: 'Hall A', ...over }) as PersonRow;
const need = (id: string, over: Partial<NeedRow> = {}): NeedRow => ({
  ...place,
  id,
  personId: 'K-029',
  compartment: 'welfare',
  priority: 'P2',
  state: 'open',
  holder: null,
  holderId: null,
  alerts: false,
  raisedAt: at(-30),
  dueAt: at(30),
  acceptedAt: null,
  closedAt: null,
  rowVersion: 1,
  ...over,
});
const detail = (id: string, kind: NeedKindName, note?: string | null): NeedDetailRow => ({
  ...place,
  id,
  compartment: needKinds[kind].compartment,
  kind,
  ...(note === undefined ? {} : { note }),
});
const byId = <T extends { id: string }>(...rows: T[]): Map<string, T> => new Map(rows.map((it) => [it.id, it]));
const lineFor = (over: Partial<NeedRow>, known: NeedDetailRow | null, who: PersonRow | null = guest('K-029')) =>
  lineOf(need('a', over), byId(...(known ? [known] : [])), byId(...(who ? [who] : [])));

describe('the title of a need', () => {
  const titleOf = (kind: NeedKindName, note: string | null, who?: PersonRow) =>
    lineFor({}, detail('a', kind, note), who).title;

  test('takes a note along that fits in it, and none that is long or has lines', () => {
    expect(titleOf('clothing', 'x'.repeat(40))).toBe(`Dry clothes: ${'x'.repeat(40)}`);
    expect(titleOf('clothing', 'x'.repeat(41))).toBe('Dry clothes');
    expect(titleOf('clothing', 'Size 42\nNone left')).toBe('Dry clothes');
    expect(['  ', null].map((it) => titleOf('clothing', it))).toEqual(['Dry clothes', 'Dry clothes']);
  });

  test('of a follow-up is what it says, and "Follow-up" where it says too much for a title', () => {
    expect(titleOf('follow_up', ' Ring the school ')).toBe('Ring the school');
    expect(titleOf('follow_up', 'x'.repeat(41))).toBe('Follow-up');
  });

  test('of an interpreter names the language, if the tablet knows it', () => {
    expect(titleOf('interpreter', 'by telephone')).toBe('Interpreter: Vietnamese');
    expect(titleOf('interpreter', null, guest('K-029', { partial: true }))).toBe('Interpreter');
    expect(lineFor({ personId: null }, detail('a', 'interpreter'), null).title).toBe('Interpreter');
  });
});

describe('beneath the title of a need', () => {
  test('stands who and where, as far as is known here', () => {
    const food = detail('a', 'food');
    expect(lineFor({}, food).sub).toBe('K-029 · Hall A · Vietnamese');
    expect(lineFor({}, food, guest('K-029', { zone: null })).sub).toBe('K-029 · Vietnamese');
    expect(lineFor({}, food, guest('K-029', { partial: true })).sub).toBe('K-029 · Hall A');
    expect(lineFor({}, food, null)).toMatchObject({ sub: 'Guest at another centre', reference: null });
    expect(lineFor({ personId: null }, food, null)).toMatchObject({ sub: 'For the whole centre', reference: null });
  });

  test('stands, of a health need that somebody has taken up, who has the detail instead of where', () => {
    const taken = { compartment: 'health', state: 'accepted' } as const;
    expect(lineFor(taken, detail('a', 'pain')).sub).toBe('K-029 · health team has the detail');
    expect(lineFor({ ...taken, state: 'open' }, detail('a', 'pain')).sub).toBe('K-029 · Hall A · Vietnamese');
    expect(lineFor(taken, detail('a', 'pain', null)).sub).toBe('K-029 · Hall A · Vietnamese');
    expect(lineFor({ state: 'accepted' }, detail('a', 'food')).sub).toBe('K-029 · Hall A · Vietnamese');
  });

  test.each(needCompartments)(
    'stands, of a concern of %s that is closed to the viewer, whose it is to see to',
    (it) => {
      expect(lineFor({ compartment: it }, null)).toMatchObject({
        title: 'Restricted concern',
        sub: `K-029 · for the ${it} lead`,
        kind: null,
      });
      expect(lineFor({ compartment: it, personId: null }, null, null).sub).toBe(`For the ${it} lead`);
    },
  );
});

test.each(priorities.flatMap((priority) => needStates.map((state) => ({ priority, state }))))(
  'the clock of a $priority that is $state runs where somebody has still to do something about it',
  ({ priority, state }) => {
    const it = need('a', { priority, state, dueAt: at(0) });
    const runs = isOpenNeed(state) && (priority !== 'P1' || state === 'open');
    expect([clockRuns(it), isLate(it, now), isLate({ ...it, dueAt: at(0.01) }, now)]).toEqual([runs, runs, false]);
    expect([clockRuns({ ...it, dueAt: null }), isLate({ ...it, dueAt: null }, now)]).toEqual([false, false]);
  },
);

test('needs stand in one order: urgent, then by their running clocks, then those without one, longest first', () => {
  const still = { dueAt: null };
  const inOrder = [
    need('P1 late', { priority: 'P1', dueAt: at(-1) }),
    need('P1 in hand longest', { priority: 'P1', state: 'accepted', raisedAt: at(-50), dueAt: at(9) }),
    need('P1 in hand', { priority: 'P1', state: 'accepted', raisedAt: at(-40), dueAt: at(-9) }),
    need('late', { dueAt: at(-2), raisedAt: at(-1) }),
    need('a', { dueAt: at(5) }),
    need('b', { dueAt: at(5) }),
    need('oldest', { ...still, raisedAt: at(-90) }),
    need('c', { ...still, raisedAt: at(-20) }),
    need('d', { ...still, raisedAt: at(-20) }),
  ];
  const ids = inOrder.map(({ id }) => id);
  expect(
    inOrder
      .toReversed()
      .toSorted(soonestFirst)
      .map(({ id }) => id),
  ).toEqual(ids);
  expect(inOrder.toSorted(soonestFirst).map(({ id }) => id)).toEqual(ids);
});

describe('lines that are alike', () => {
  const food = (n: number, over: Partial<NeedRow> = {}) =>
    need(`K-00${n}`, { personId: `K-00${n}`, dueAt: at(n), ...over });
  const people = byId(...[1, 2, 3, 4, 5].map((n) => guest(`K-00${n}`)));
  const shown = (
    needs: NeedRow[],
    kindOf: (n: number) => NeedKindName = () => 'food',
    note?: (n: number) => string,
  ) => {
    const details = byId(...needs.map(({ id }, n) => detail(id, kindOf(n), note?.(n))));
    return folded(boardOf(needs, details, people).P2).map(({ need: { id }, sub, others }) => [id, sub, others.length]);
  };
  const apart = (lines: unknown[][]) => lines.every(([, , others]) => others === 0);

  test('are one from three on, in the place of the soonest, and named as far as there is room', () => {
    expect(apart(shown([1, 2].map((n) => food(n))))).toBe(true);
    expect(shown([3, 1, 2].map((n) => food(n)))).toEqual([['K-001', 'K-001, K-002 and K-003', 2]]);
    expect(shown([1, 2, 3, 4].map((n) => food(n)))).toEqual([['K-001', 'K-001, K-002 and 2 others', 3]]);
    expect(shown([1, 2, 3].map((n) => food(n, n === 2 ? { personId: 'gone' } : {})))).toEqual([
      ['K-001', 'K-001, one more and K-003', 2],
    ]);
    expect(
      shown(
        [1, 2, 3].map((n) => food(n)),
        () => 'interpreter',
      ),
    ).toEqual([['K-001', '3 guests waiting', 2]]);
  });

  test('are three of one kind and one title that nobody has and nobody was given', () => {
    const three = [1, 2, 3];
    expect(
      apart(
        shown(
          three.map((n) => food(n)),
          (n) => (n === 1 ? 'rest' : 'food'),
        ),
      ),
    ).toBe(true);
    expect(
      apart(
        shown(
          three.map((n) => food(n)),
          undefined,
          (n) => (n === 1 ? 'halal' : ''),
        ),
      ),
    ).toBe(true);
    expect(apart(shown(three.map((n) => food(n, n === 1 ? { holder: 'Leon A.', holderId: 'leon' } : {}))))).toBe(true);
    for (const state of some(needStates.filter((it) => it !== 'open')))
      expect(apart(shown(three.map((n) => food(n, n === 1 ? { state } : {}))))).toBe(true);
  });
});

test('of every state the words say who has it and how far it is, whoever that is', () => {
  const told = (holder: string | null) =>
    Object.fromEntries(needStates.map((it) => [it, holderWords({ state: it, holder })]));
  const gone = { left_before_met: 'They left before it was met', undone: 'Check-in undone' };
  expect(told('Leon A.')).toEqual({
    open: 'Leon A., not accepted yet',
    accepted: 'Leon A., accepted',
    in_progress: 'Leon A., in progress',
    met: 'Leon A., done',
    declined: 'Leon A., they said no',
    escalated: 'Leon A., passed up',
    ...gone,
  });
  expect(told(null)).toEqual({
    open: 'Nobody yet',
    accepted: 'You, accepted',
    in_progress: 'You, in progress',
    met: 'You, done',
    declined: 'You, they said no',
    escalated: 'Passed up',
    ...gone,
  });
});

test('in every state is offered what can be done next, the likeliest first', () => {
  const offered = needStates.map((it) => [
    it,
    actionsFor(it)
      .map(({ to, label }) => `${label}: ${to}`)
      .join(', '),
  ]);
  expect(Object.fromEntries(offered)).toEqual({
    open: 'Accept: accepted, Start: in_progress, Done: met, They said no: declined, Pass up: escalated',
    accepted: 'Start: in_progress, Done: met, They said no: declined, Pass up: escalated, Hand back: open',
    in_progress: 'Done: met, They said no: declined, Pass up: escalated, Hand back: open',
    met: 'Open again: open',
    declined: 'Open again: open',
    escalated: 'Accept: accepted, Start: in_progress, Done: met, They said no: declined',
    left_before_met: 'Done: met, They said no: declined, Open again: open',
    undone: 'Done: met, They said no: declined, Open again: open',
  });
});

test('each filter of states shows those states, given to somebody or not', () => {
  const all = needStates.flatMap((state) => [
    need(state, { state }),
    need(`${state} given`, { state, holderId: 'leon', holder: 'Leon A.' }),
  ]);
  const shown = stateFilters.map(({ value }) => [
    value,
    filtered(all, { ...noFilters, state: value }).map(({ id }) => id),
  ]);
  const both = (...states: string[]) => states.flatMap((it) => [it, `${it} given`]);
  expect(Object.fromEntries(shown)).toEqual({
    open: both('open', 'accepted', 'in_progress', 'escalated'),
    nobody: ['open'],
    working: ['open given', ...both('accepted', 'in_progress', 'escalated')],
    declined: both('declined'),
    met: both('met'),
    left_before_met: both('left_before_met'),
  });
  expect(filtered(all, { ...noFilters, holder: 'Leon A.', state: 'open' }).map(({ id }) => id)).toEqual([
    'open given',
    'accepted given',
    'in_progress given',
    'escalated given',
  ]);
});

test('the board can be narrowed to several priorities, and to each holder there is, by name', () => {
  const all = priorities.map((priority) => need(priority, { priority }));
  const narrowed = (chosen: (typeof priorities)[number][]) =>
    filtered(all, { ...noFilters, priorities: chosen }).map(({ id }) => id);
  expect([narrowed([]), narrowed(['P1', 'P3'])]).toEqual([[...priorities], ['P1', 'P3']]);
  const held = ['Zoe', null, 'ann', 'Leon', 'ann'].map((holder, n) => need(`${n}`, { holder }));
  expect(holdersOf(held)).toEqual(['ann', 'Leon', 'Zoe']);
  const board = boardOf(all, new Map(), new Map());
  expect(priorities.map((it) => board[it].map(({ need: { id } }) => id))).toEqual(priorities.map((it) => [it]));
  expect(openCount(boardOf([...all, need('more')], new Map(), new Map()))).toBe(priorities.length + 1);
});

test('each priority is headed by how long there is, and a need looks on a list as it looked at the door', () => {
  expect(priorities.map((it) => groupWords[it])).toEqual([
    'Now. Someone must accept within 5 minutes',
    'Within 1 hour',
    'Within 4 hours',
    'Before leaving',
  ]);
  for (const { kind, pictogram } of some(doorNeeds)) expect(pictureOf(kind)).toBe(pictogram);
});
