import { expect, test } from 'vitest';
import { actionsFor, boardOf, folded, holderWords, isLate, lineOf } from '../../client/parts/needs/needBoard.ts';
import { filtered, noFilters } from '../../client/screens/needs/filters.ts';
import {
  isOpenNeed,
  needKinds,
  needStates,
  type NeedDetailRow,
  type NeedKindName,
  type NeedRow,
  priorities,
} from '../../shared/needs.ts';
import { some } from '../support/some.ts';
import type { PersonRow } from '../../shared/people.ts';

const now = new Date('2026-11-19T07:42:00Z');
const at = (minutes: number): string => new Date(now.getTime() + minutes * 60_000).toISOString();
const place = { operationId: 'op', centreId: 'wren' };

const guest = (reference: string, language = 'vi'): PersonRow => ({
  ...place,
  id: reference,
  reference,
  language,
  ageBand: 'adult',
  presence: 'on_site',
  zone: 'Hall A',
  vehicle: null,
  groupId: null,
  flags: [],
  arrivedAt: at(-90),
  undoneAt: null,
  undoneReason: null,
  rowVersion: 1,
});

const need = (id: string, kind: NeedKindName, dueIn: number | null, more: Partial<NeedRow> = {}): NeedRow => ({
  ...place,
  id,
  personId: 'K-029',
  compartment: needKinds[kind].compartment,
  priority: needKinds[kind].priority,
  state: 'open',
  holder: null,
  holderId: null,
  alerts: false,
  raisedAt: at(-30),
  dueAt: dueIn === null ? null : at(dueIn),
  acceptedAt: null,
  closedAt: null,
  rowVersion: 1,
  ...more,
});
const detail = (id: string, kind: NeedKindName, note?: string): NeedDetailRow => ({
  ...place,
  id,
  compartment: needKinds[kind].compartment,
  kind,
  ...(note === undefined ? {} : { note }),
});
const byId = <T extends { id: string }>(...rows: T[]): Map<string, T> => new Map(rows.map((it) => [it.id, it]));

const people = byId(guest('K-029'), guest('K-001', 'ro'), guest('K-002', 'ro'), guest('K-003', 'ro'), guest('K-004'));

test('late needs lead their priority, then the soonest, then those in hand', () => {
  const needs = [
    need('in hand', 'lone_child', -19, { state: 'accepted', acceptedAt: at(-21) }),
    need('soon', 'lone_child', 2),
    need('late', 'lone_child', -1),
  ];
  expect(boardOf(needs, new Map(), people).P1.map((it) => it.need.id)).toEqual(['late', 'soon', 'in hand']);
});

test('a P1 stops being late when someone accepts it; a P2 only when it is met', () => {
  const accepted = { state: 'accepted', acceptedAt: at(-3) } as const;
  expect(isLate(need('a', 'lone_child', -1), now)).toBe(true);
  expect(isLate(need('b', 'lone_child', -1, accepted), now)).toBe(false);
  expect(isLate(need('c', 'warmth', -1, accepted), now)).toBe(true);
  expect(isLate(need('d', 'warmth', -1, { state: 'met', closedAt: at(-2) }), now)).toBe(false);
});

test('a concern whose compartment is closed shows its holder and its clock, never what it is', () => {
  const marked = lineOf(need('a', 'private_talk', 2), new Map(), people);
  expect(marked).toMatchObject({
    kind: null,
    title: 'Restricted concern',
    sub: 'K-029 · for the safeguarding lead',
  });
  const nobody = lineOf(need('a', 'private_talk', 2, { personId: null }), new Map(), people);
  expect(nobody.sub).toBe('For the safeguarding lead');
});

test('a need says who, where and which language, and an interpreter for which', () => {
  const clothes = lineOf(need('a', 'clothing', 31), byId(detail('a', 'clothing', 'shoes size 42')), people);
  expect(clothes).toMatchObject({ title: 'Dry clothes: shoes size 42', sub: 'K-029 · Hall A · Vietnamese' });
  const speech = lineOf(need('b', 'interpreter', 8), byId(detail('b', 'interpreter')), people);
  expect(speech).toMatchObject({ title: 'Interpreter: Vietnamese', sub: 'K-029 · Hall A' });
});

test('three needs of one kind that nobody holds become one line; a held one stays apart', () => {
  const ids = ['K-001', 'K-002', 'K-003', 'K-004'];
  const needs = ids.map((id, index) =>
    need(id, 'food', 60 + index, {
      personId: id,
      ...(id === 'K-004' ? { state: 'accepted', holder: 'R. Iqbal' } : {}),
    }),
  );
  const details = byId(...ids.map((id) => detail(id, 'food')));
  const lines = folded(boardOf(needs, details, people).P3);
  expect(lines.map((it) => [it.sub, it.others.length])).toEqual([
    ['K-001, K-002 and K-003', 2],
    ['K-004 · Hall A · Vietnamese', 0],
  ]);
});

test.each(priorities)(
  'three alike of %s become one line unless they are P1s: each of those is somebody to go to',
  (priority) => {
    const ids = ['K-001', 'K-002', 'K-003'];
    const needs = ids.map((id) => need(id, 'food', 10, { personId: id, priority }));
    const lines = folded(boardOf(needs, byId(...ids.map((id) => detail(id, 'food'))), people)[priority]);
    expect(lines.map((it) => it.others.length)).toEqual(priority === 'P1' ? [0, 0, 0] : [2]);
  },
);

test('restricted concerns are never folded together: that would say they are alike', () => {
  const needs = ['a', 'b', 'c'].map((id) => need(id, 'medicine', 10));
  expect(folded(boardOf(needs, new Map(), people).P2)).toHaveLength(3);
});

test('the words say who has a need and what can be done next', () => {
  expect(holderWords({ state: 'open', holder: null })).toBe('Nobody yet');
  expect(holderWords({ state: 'in_progress', holder: 'L. Ahmed' })).toBe('L. Ahmed, in progress');
  expect(actionsFor('open').map((it) => it.label)).toEqual(['Accept', 'Start', 'Done', 'They said no', 'Pass up']);
  expect(actionsFor('declined')).toEqual([{ to: 'open', label: 'Open again' }]);
});

test('the board is filtered by priority, state and holder', () => {
  const needs = [
    need('a', 'lone_child', 1),
    need('b', 'food', 60, { state: 'accepted', holder: 'R. Iqbal' }),
    need('c', 'food', 60, { state: 'declined', holder: 'R. Iqbal' }),
  ];
  const ids = (filters: Partial<typeof noFilters>): string[] =>
    filtered(needs, { ...noFilters, ...filters }).map((it) => it.id);
  expect(ids({})).toEqual(['a', 'b']);
  expect(ids({ priorities: ['P1'] })).toEqual(['a']);
  expect(ids({ state: 'nobody' })).toEqual(['a']);
  expect(ids({ state: 'working', holder: 'R. Iqbal' })).toEqual(['b']);
  expect(ids({ state: 'declined' })).toEqual(['c']);
});

test('a need that ended with its guest says so, and can be opened again or told as done', () => {
  const ended = needStates.filter((it) => !isOpenNeed(it) && it !== 'met' && it !== 'declined');
  expect(ended).toEqual(['left_before_met', 'undone']);
  for (const state of some(ended))
    expect(actionsFor(state).map(({ label }) => label)).toEqual(['Done', 'They said no', 'Open again']);
  expect(ended.map((state) => holderWords({ state, holder: null }))).toEqual([
    'They left before it was met',
    'Check-in undone',
  ]);
});
