import { describe, expect, test } from 'vitest';
import { audienceOf, couldShow, project } from '../../server/engine/project.ts';
import { needKindNames, needKinds, type NeedKindName, needRow } from '../../shared/needs.ts';
import { type Grant, levelFor, type RoleName, roleNames, roles } from '../../shared/roles.ts';

const operationId = '0193e0a0-0000-7000-8000-000000000001';
const centreId = '0193e0a0-0000-7000-8000-000000000002';
const personId = '0193e0a0-0000-7000-8000-000000000004';
const RAISED = '2026-11-19T06:31:00.000Z';

const grantOf = (role: RoleName): Grant => ({
  role,
  operationId: roles[role].scope === 'everywhere' ? null : operationId,
  centreId: roles[role].scope === 'centre' ? centreId : null,
  address: true,
});

const rowsOf = (kind: NeedKindName) => {
  const { compartment, priority } = needKinds[kind];
  const ids = { id: '0193e0a0-0000-7000-8000-000000000003', operationId, centreId, compartment };
  const clock = { raisedAt: RAISED, dueAt: RAISED, acceptedAt: RAISED, closedAt: null };
  const held = { state: 'open', holder: null, holderId: null, alerts: true };
  return {
    need: needRow.parse({ ...ids, personId, priority, ...held, ...clock, rowVersion: 1 }),
    needDetail: { ...ids, kind, note: 'Canarynote' },
  };
};

interface Sent {
  level: string;
  core: string;
  need: Record<string, unknown> | null;
  needDetail: Record<string, unknown> | null;
}

const sentTo = (role: RoleName, kind: NeedKindName): Sent => {
  const grants = [grantOf(role)];
  const audience = audienceOf(grants, operationId, false) ?? { grants: [], view: '' };
  const { need, needDetail } = rowsOf(kind);
  return {
    level: levelFor(grants, needKinds[kind].compartment, centreId),
    core: levelFor(grants, 'core', centreId),
    need: project('need', need, audience),
    needDetail: project('needDetail', needDetail, audience),
  };
};

const pairs = roleNames.flatMap((role) => needKindNames.map((kind) => [role, kind] as const));

describe('of a need, over every role and every kind', () => {
  test('there are roles and kinds, and some may not open some', () => {
    expect(pairs.length).toBe(roleNames.length * needKindNames.length);
    expect(roleNames.length).toBeGreaterThan(4);
    const closed = pairs.filter(([role, kind]) => sentTo(role, kind).level === 'none');
    expect(closed).toEqual(
      expect.arrayContaining([
        ['volunteer', 'threat'],
        ['volunteer', 'pain'],
        ['planner', 'threat'],
      ]),
    );
  });

  test.each(pairs)('%s is sent nothing of %s where it is closed to them, else its clock', (role, kind) => {
    const { level, core, need, needDetail } = sentTo(role, kind);
    const { need: clock, needDetail: words } = rowsOf(kind);
    const { note: _note, ...wordless } = words;
    const sent: Record<string, unknown> = { none: null, marker: null, kind: wordless, full: words };
    const closed = level === 'none' || core === 'none';
    expect([need, needDetail]).toEqual(closed ? [null, null] : [clock, sent[level]]);
  });

  test('a manager keeps the mark of a concern and its clock', () => {
    const { need, needDetail } = sentTo('manager', 'threat');
    expect(need).toMatchObject({ personId, priority: 'P1', dueAt: RAISED });
    expect(needDetail).toBeNull();
  });

  test('who is sent no need at all is not read any for', () => {
    const blind = roleNames.filter((role) => needKindNames.every((kind) => sentTo(role, kind).need === null));
    expect(blind).toEqual(['administrator', 'silver']);
    const audiences = blind.flatMap((role) => audienceOf([grantOf(role)], operationId, false) ?? []);
    expect(audiences.map((it) => couldShow('need', centreId, it))).toEqual([false]);
  });
});
