import { expect, test } from 'vitest';
import { roleNames, roles } from '../../shared/roles.ts';
import { grantRole, placeComplaint } from '../../shared/users.ts';
import { some } from '../support/some.ts';

const operationId = '0193e0a0-0000-7000-8000-000000000001';
const centreId = '0193e0a0-0000-7000-8000-000000000002';

const places = { everywhere: {}, operation: { operationId }, centre: { operationId, centreId }, adrift: { centreId } };
const words = {
  everywhere: 'This role is held for everything: leave operation and centre out',
  operation: 'Choose an operation, and no centre',
  centre: 'Choose an operation and a centre',
};

test('each role is held where it belongs, and nowhere else', () => {
  for (const role of some(roleNames)) {
    const { scope } = roles[role];
    for (const [where, place] of some(Object.entries(places)))
      expect(placeComplaint({ role, ...place }), `${role} ${where}`).toBe(where === scope ? null : words[scope]);
  }
});

test('a role that is given where it does not belong is refused at its field, in words', () => {
  const { operationId: _operation, centreId: _centre, ...rest } = grantRole.example as Record<string, unknown>;
  for (const role of some(roleNames)) {
    const read = grantRole.args.safeParse({ ...rest, role, centreId });
    expect(read.error?.issues.map(({ path, message }) => [path.join('/'), message])).toEqual([
      ['role', words[roles[role].scope]],
    ]);
    const { scope } = roles[role];
    expect(grantRole.args.safeParse({ ...rest, role, ...places[scope] }).success, `${role}`).toBe(true);
  }
});
