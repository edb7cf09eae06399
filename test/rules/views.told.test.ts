import { expect, test } from 'vitest';
import { audienceOf, project } from '../../server/engine/project.ts';
import { logRow } from '../../shared/log.ts';
import { type RoleName, roles } from '../../shared/roles.ts';
import { some } from '../support/some.ts';

const operationId = '0193e0a0-0000-7000-8000-000000000001';
const centreId = '0193e0a0-0000-7000-8000-000000000002';
const AT = '2026-11-19T06:31:00.000Z';

const sentTo = (role: RoleName, kind: string, row: object) => {
  const { scope } = roles[role];
  const grant = {
    role,
    operationId: scope === 'everywhere' ? null : operationId,
    centreId: scope === 'centre' ? centreId : null,
    address: true,
  };
  const audience = audienceOf([grant], operationId, false);
  return audience && project(kind, { id: centreId, operationId, centreId, ...row }, audience);
};

const centre = (plannedFor: number) => ({
  name: 'Wren',
  state: 'open',
  district: 'Amber Valley',
  square: 'SK 35',
  size: 'medium',
  places: 44,
  plannedFor,
  doorsAt: AT,
  openedAt: null,
  stateSince: AT,
  overflowOf: null,
  managerName: null,
  zones: [],
  ready: {},
  sheetLetter: 'K',
  rowVersion: 1,
});
const entry = (kind: string, text: string, reason: string | null) => ({
  number: 1,
  kind,
  decision: kind === 'decision' ? 1 : null,
  text,
  reason,
  author: 'Maya M.',
  corrects: null,
  occurredAt: AT,
  recordedAt: AT,
});

test('how many a centre is planned for is told to silver as any count of people, and to others as it stands', () => {
  for (let n = 0; n <= 7; n += 1) {
    expect(sentTo('silver', 'centre', centre(n))).toMatchObject({ plannedFor: n > 0 && n < 5 ? 5 : n });
    for (const role of ['planner', 'manager', 'volunteer'] as const)
      expect(sentTo(role, 'centre', centre(n))).toMatchObject({ plannedFor: n });
  }
});

test.each(some(logRow.shape.kind.options))(
  'of the log silver reads decisions alone, without few people in them: "%s"',
  (kind) => {
    const row = entry(kind, 'Take 3 people on', 'There are 2 guests, and 14 people come');
    const told = { text: 'Take fewer than 5 people on', reason: 'There are fewer than 5 guests, and 14 people come' };
    const sent = sentTo('silver', 'logEntry', row);
    expect(sent && { text: sent['text'], reason: sent['reason'] }).toEqual(kind === 'decision' ? told : null);
    for (const role of ['planner', 'manager'] as const) expect(sentTo(role, 'logEntry', row)).toMatchObject(row);
    expect(sentTo('volunteer', 'logEntry', row)).toBeNull();
    expect(sentTo('silver', 'logEntry', entry('decision', 'Hold coach 2', null))).toMatchObject({ reason: null });
  },
);

test('who keeps the keys is told to those who run a centre, where it is also to silver', () => {
  const place = {
    venueId: centreId,
    venueCode: 'V901',
    name: 'Juniper Hall',
    address: '1 Lane',
    town: 'Derby',
    postcode: 'DE1 5ZZ',
    lat: 53.1,
    lon: -1.4,
  };
  const row = { ...place, keyholders: [{ name: 'R. Okafor', phone: '07700 900123' }] };
  expect(sentTo('silver', 'centreAccess', row)).toMatchObject({ ...place, keyholders: [] });
  for (const role of ['planner', 'manager'] as const) expect(sentTo(role, 'centreAccess', row)).toMatchObject(row);
  expect(sentTo('volunteer', 'centreAccess', row)).toBeNull();
});

test('what an activation was decided on names other operations’ venues, and is told to whoever plans them all', () => {
  const row = { basis: { venues: ['V901'] } };
  expect(sentTo('planner', 'logBasis', row)).toMatchObject(row);
  for (const role of ['manager', 'volunteer', 'silver'] as const) expect(sentTo(role, 'logBasis', row)).toBeNull();
});
