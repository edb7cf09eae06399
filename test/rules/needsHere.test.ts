import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { needCompartments } from '../../shared/needs.ts';
import { type Compartment, levelFor, type RoleName, roleNames, roles } from '../../shared/roles.ts';

const operationId = '0193e0a0-0000-7000-8000-000000000001';
const centreId = '0193e0a0-0000-7000-8000-000000000002';
const held = vi.hoisted(() => ({ role: null as RoleName | null }));

const grantsOf = (role: RoleName) => [
  {
    role,
    operationId: roles[role].scope === 'everywhere' ? null : operationId,
    centreId: roles[role].scope === 'centre' ? centreId : null,
    address: false,
  },
];

vi.mock('../../client/session/session.ts', () => ({
  operationId: signal(operationId),
  centreId: signal(centreId),
  sees: (it: Compartment) => (held.role ? levelFor(grantsOf(held.role), it, centreId) : 'none'),
}));
vi.mock('../../client/session/now.ts', () => ({ now: signal(new Date(0)) }));
vi.mock('../../client/data/store.ts', () => ({
  byId: {},
  rows: { need: signal(needCompartments.map((compartment) => ({ id: compartment, centreId, compartment }))) },
}));

test.each(roleNames)('of needs that a tablet itself holds, %s is shown those they may know of', async (role) => {
  vi.resetModules();
  held.role = role;
  const { needsHere } = await import('../../client/parts/centres/here.ts');
  const shown = needsHere.value.map((it) => it.compartment);
  const known = needCompartments.filter((it) => levelFor(grantsOf(role), it, centreId) !== 'none');
  expect(shown).toEqual(known);
});

test('so a volunteer is shown no concern that was told to another at the same tablet', async () => {
  vi.resetModules();
  held.role = 'volunteer';
  const { needsHere } = await import('../../client/parts/centres/here.ts');
  expect(needsHere.value.map((it) => it.compartment)).toEqual(['welfare']);
});
