import { expect, test } from 'vitest';
import { REGISTERS } from '../../server/engine/define.ts';
import { type Audience, audienceOf, couldShow, project, seesCounts } from '../../server/engine/project.ts';
import { sentKinds } from '../../shared/kinds/kinds.ts';
import { viewOf } from '../../shared/kinds/views.ts';
import { compartments, type Grant, isEverywhere, levelFor, roleNames } from '../../shared/roles.ts';
import { some } from '../support/some.ts';

const [A, B] = ['0193e0a0-0000-7000-8000-00000000000a', '0193e0a0-0000-7000-8000-00000000000b'];
const [wren, heron] = ['0193e0a0-0000-7000-8000-0000000000a1', '0193e0a0-0000-7000-8000-0000000000a2'];

const bounds = [
  { operationId: null, centreId: null },
  { operationId: A, centreId: null },
  { operationId: A, centreId: wren },
  { operationId: A, centreId: heron },
  { operationId: B, centreId: null },
];
const grants: Grant[] = some(
  roleNames.flatMap((role) => bounds.flatMap((it) => [true, false].map((address) => ({ role, ...it, address })))),
);

/** All that decides what is sent: of every kind and compartment, at every place, how much of it. */
const shownTo = (audience: Audience): string => {
  const everywhere = audience.grants.filter(isEverywhere);
  return JSON.stringify([
    seesCounts(audience),
    [wren, heron, null].map((at) => compartments.map((it) => levelFor(audience.grants, it, at))),
    [wren, heron, null].map((at) => sentKinds.filter((it) => couldShow(it, at, audience))),
    // What reveals other operations follows from these alone.
    compartments.map((it) => (it === 'address' ? levelFor(everywhere, it, null) : null)),
  ]);
};

const audiences = (wall = false) =>
  grants.flatMap((first) => grants.flatMap((second) => audienceOf([first, second], A, wall) ?? []));

test('no two are served as one who are not shown the same', () => {
  const byView = new Map<string, Set<string>>();
  for (const it of some([...audiences(), ...audiences(true)]))
    byView.set(it.view, (byView.get(it.view) ?? new Set()).add(shownTo(it)));
  expect(byView.size).toBeGreaterThan(20);
  expect([...byView.values()].filter((it) => it.size > 1)).toEqual([]);
});

test('whoever has the same roles is served the same, in whatever order they got them and however often', () => {
  for (const first of grants) {
    for (const second of grants) {
      const [one, other] = [audienceOf([first, second], A, false), audienceOf([second, first, second], A, false)];
      expect(one).toEqual(other);
    }
  }
});

test('what counts of an operation are roles in it, and of those only what gives a place in it', () => {
  for (const it of grants) {
    const placed = it.operationId !== B && levelFor([it], 'operation', it.centreId) !== 'none';
    expect([it, audienceOf([it], A, false) !== null]).toEqual([it, placed]);
    const beside = audienceOf([it, { ...it, operationId: B }], A, false)?.grants ?? [];
    expect(beside).toEqual(placed ? [it] : []);
  }
  expect(audienceOf([], A, false)).toBeNull();
});

test('the registers are nobody’s operation', () => {
  for (const it of grants) expect(audienceOf([it], REGISTERS, false)).toBeNull();
});

test('on a wall nobody is told an address, and everything else as at a desk', () => {
  for (const it of grants) {
    const [wall, desk] = [audienceOf([it], A, true), audienceOf([{ ...it, address: false }], A, false)];
    expect(wall).toEqual(desk);
  }
});

test('a kind of row that nobody knows is shown to nobody', () => {
  const [everybody] = some(audiences());
  const audience = { grants, view: everybody?.view ?? '' };
  expect([project('gossip', {}, audience), couldShow('gossip', null, audience)]).toEqual([null, false]);
  expect(viewOf('gossip')).toBeUndefined();
});
