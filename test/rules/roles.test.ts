import { expect, test } from 'vitest';
import {
  compartments,
  type Grant,
  grantsWithin,
  isRegisterRight,
  type InPlace,
  levelFor,
  levels,
  may,
  mayRegister,
  permits,
  registerRights,
  type RoleName,
  roleNames,
  roles,
} from '../../shared/roles.ts';
import { some } from '../support/some.ts';

/** Every way to bind a grant, and which places it reaches: written out, so that nothing here asks what it tests. */
const bounds = {
  everywhere: { operationId: null, centreId: null, reaches: ['A', 'A1', 'A2', 'B', 'B1'] },
  'operation A': { operationId: 'A', centreId: null, reaches: ['A', 'A1', 'A2'] },
  'operation B': { operationId: 'B', centreId: null, reaches: ['B', 'B1'] },
  'centre A1': { operationId: 'A', centreId: 'A1', reaches: ['A1'] },
  'centre A2': { operationId: 'A', centreId: 'A2', reaches: ['A2'] },
  // None is made so; one that were would open no register.
  'centre A1 of no operation': { operationId: null, centreId: 'A1', reaches: ['A1'] },
  'centre B1': { operationId: 'B', centreId: 'B1', reaches: ['B1'] },
};
type Bound = keyof typeof bounds;
const boundNames = Object.keys(bounds) as Bound[];

/** `is`: the place by its name; the whole of an operation is asked for in two ways. */
const places = [
  { is: 'A', where: { operationId: 'A', centreId: null } },
  { is: 'A', where: { operationId: 'A' } },
  { is: 'A1', where: { operationId: 'A', centreId: 'A1' } },
  { is: 'A2', where: { operationId: 'A', centreId: 'A2' } },
  { is: 'B', where: { operationId: 'B', centreId: null } },
  { is: 'B1', where: { operationId: 'B', centreId: 'B1' } },
];
const reaches = (bound: Bound, place: string): boolean => bounds[bound].reaches.includes(place);

const grant = (role: RoleName, bound: Bound): Grant => {
  const { operationId, centreId } = bounds[bound];
  return { role, operationId, centreId, address: true };
};

const rights = [...new Set(roleNames.flatMap((it) => [...roles[it].may]))];
const rightsInPlace = rights.filter((it) => !isRegisterRight(it)) as InPlace<string>[];
const every = some(roleNames.flatMap((role) => boundNames.map((bound) => ({ role, bound }))));

test('a role may do in a place what its grant reaches, and nowhere else', () => {
  for (const { role, bound } of every) {
    for (const { is, where } of places) {
      const allowed = some(rightsInPlace).filter((it) => may([grant(role, bound)], it, where));
      const due = reaches(bound, is) ? rightsInPlace.filter((it) => permits(role, it)) : [];
      expect([role, bound, where, allowed]).toEqual([role, bound, where, due]);
    }
  }
});

test('two grants let no more be done than each by itself: what one may do is never done where only the other reaches', () => {
  for (const first of every) {
    for (const second of every) {
      const both = [grant(first.role, first.bound), grant(second.role, second.bound)];
      for (const { is, where } of places) {
        const there = [first, second].filter(({ bound }) => reaches(bound, is));
        const due = rightsInPlace.filter((right) => there.some(({ role }) => permits(role, right)));
        expect(rightsInPlace.filter((it) => may(both, it, where))).toEqual(due);
      }
    }
  }
});

test('a register is opened by nothing but a grant that is bound to nothing, of a role that may be held so', () => {
  for (const { role, bound } of every) {
    const opened = registerRights.filter((it) => mayRegister([grant(role, bound)], it));
    const open = bound === 'everywhere' && roles[role].scope === 'everywhere';
    expect([role, bound, opened]).toEqual([role, bound, open ? registerRights.filter((it) => permits(role, it)) : []]);
    for (const right of some(registerRights))
      expect(may([grant(role, bound)], right as never, { operationId: 'A', centreId: 'A1' })).toBe(false);
  }
});

test('what is seen of a row is what the best grant that reaches it gives, for every role beside every other', () => {
  const sees = (role: RoleName, it: (typeof compartments)[number]): number =>
    levels.indexOf((roles[role].sees as Record<string, (typeof levels)[number]>)[it] ?? 'none');
  for (const first of every) {
    for (const second of every) {
      const both = grantsWithin([grant(first.role, first.bound), grant(second.role, second.bound)], 'A');
      const due = [first, second].filter(({ bound }) => reaches(bound, 'A1'));
      for (const it of some(compartments)) {
        const best = Math.max(0, ...due.map(({ role }) => sees(role, it)));
        expect([first, second, it, levelFor(both, it, 'A1')]).toEqual([first, second, it, levels[best]]);
      }
    }
  }
});

test('a grant without addresses shows none, whatever its role', () => {
  for (const role of some(roleNames)) {
    const without = { ...grant(role, 'everywhere'), address: false };
    expect([role, levelFor([without], 'address', 'A1')]).toEqual([role, 'none']);
  }
});
