import { expect, test } from 'vitest';
import { emptyRole, grantFrom, roleFaults, scopeOf, seesAddresses } from '../../client/screens/users/roleDraft.ts';
import { type RoleName, roleNames, roles } from '../../shared/roles.ts';
import { some } from '../support/some.ts';

const now = new Date('2026-07-01T12:00:00Z');
const of = (role: RoleName, more: object = {}) => ({
  ...emptyRole,
  role,
  operationId: 'op',
  centreId: 'wren',
  ...more,
});
const wrong = (draft: Parameters<typeof roleFaults>[0]): string[] =>
  Object.entries(roleFaults(draft, now)).flatMap(([name, fault]) => (typeof fault === 'string' ? [name] : []));

test.each(some(roleNames))('%s is asked for what it is tied to, and given no more', (role) => {
  const { scope } = roles[role];
  expect(scopeOf(role)).toBe(scope);
  expect(wrong({ ...emptyRole, role })).toEqual(scope === 'everywhere' ? [] : ['operationId']);
  expect(wrong({ ...emptyRole, role, operationId: 'op' })).toEqual(scope === 'centre' ? ['centreId'] : []);
  const grant = grantFrom(of(role, { address: false }), now);
  expect([grant.operationId, grant.centreId]).toEqual([
    scope === 'everywhere' ? undefined : 'op',
    scope === 'centre' ? 'wren' : undefined,
  ]);
  // Where there is no address to leave out, none is left out.
  expect(seesAddresses(role)).toBe('address' in roles[role].sees);
  expect(grant.address).toBe(!('address' in roles[role].sees));
  expect(grant).not.toHaveProperty('endsAt');
});

test('a role has to be chosen', () => expect(wrong(emptyRole)).toEqual(['role']));

test('it ends with its last day in London, or at the time that was said', () => {
  const ends = (more: object) => grantFrom(of('manager', more), now).endsAt;
  expect(ends({ endsOn: '2026-07-02' })).toBe('2026-07-02T22:59:00.000Z');
  expect(ends({ endsOn: '2026-07-02', endsAt: '18:00' })).toBe('2026-07-02T17:00:00.000Z');
});

test('an end is still to come, has a day, and a time that is one', () => {
  const faults = (more: object) => wrong(of('manager', more));
  expect(faults({ endsOn: '2026-07-01' })).toEqual([]);
  expect(faults({ endsOn: '2026-07-01', endsAt: '13:00' })).toEqual(['endsOn']);
  expect(faults({ endsOn: '2026-06-30' })).toEqual(['endsOn']);
  expect(faults({ endsAt: '18:00' })).toEqual(['endsOn']);
  expect(faults({ endsOn: '2026-07-02', endsAt: '25:00' })).toEqual(['endsAt']);
});
