import { signal } from '@preact/signals';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { presences } from '../../shared/people.ts';
import {
  type Compartment,
  compartments,
  type Grant,
  levelFor,
  levels,
  may,
  mayRegister,
  type RegisterRight,
  registerRights,
  type RoleName,
  roleNames,
  roles,
} from '../../shared/roles.ts';
import { some } from '../support/some.ts';

const operationId = '0193e0a0-0000-7000-8000-000000000001';
const centreId = '0193e0a0-0000-7000-8000-000000000002';
const other = '0193e0a0-0000-7000-8000-000000000003';
const base = `/operations/${operationId}/centres/${centreId}`;

const here = vi.hoisted(() => ({ grants: [] as Grant[], centre: null as string | null, toDo: [] as object[] }));
const grantOf = (role: RoleName): Grant => ({
  role,
  operationId: roles[role].scope === 'everywhere' ? null : operationId,
  centreId: roles[role].scope === 'centre' ? centreId : null,
  address: true,
});

vi.mock('../../client/session/session.ts', () => ({
  get me() {
    return signal({ grants: here.grants });
  },
  operations: signal([]),
  operationId: signal(operationId),
  get centreId() {
    return signal(here.centre);
  },
  holds: (role: string) => here.grants.some((it) => it.role === role),
  sees: (it: Compartment) => levelFor(here.grants, it, here.centre),
  seesRoster: () => ['kind', 'full'].includes(levelFor(here.grants, 'staffing', here.centre)),
  can: (right: string) => may(here.grants, right as never, { operationId, centreId: here.centre }),
  canRegister: (right: RegisterRight) => mayRegister(here.grants, right),
  refreshOperations: async () => undefined,
}));
vi.mock('../../client/parts/needs/toDo.ts', () => ({
  get toDoHere() {
    return signal(here.toDo);
  },
}));

const load = async () => {
  vi.resetModules();
  return {
    ...(await import('../../client/app/opens.ts')),
    ...(await import('../../client/shell/tabs.ts')),
    ...(await import('../../client/session/home.ts')),
    store: await import('../../client/data/store.ts'),
    device: await import('../../client/data/device.ts'),
  };
};
let routes: readonly { path: string; opens?: unknown }[];
beforeAll(async () => {
  vi.stubGlobal('addEventListener', () => undefined);
  ({ routes } = await import('../../client/app/routes.tsx'));
});
beforeEach(() => Object.assign(here, { grants: [], centre: centreId, toDo: [] }));

const atCentre = ['planner', 'manager', 'volunteer'];
/** To whom each screen opens, written out; what is not here opens to whoever is signed in. */
const opening: Record<string, string[]> = {
  activate: ['planner'],
  '': atCentre,
  arrivals: atCentre,
  needs: atCentre,
  people: atCentre,
  roster: ['planner', 'manager', 'silver'],
  'call-out': ['planner', 'manager'],
  sheets: atCentre,
  'sheets/:sheetId': atCentre,
  log: ['planner', 'manager', 'silver'],
  'check-in': ['manager', 'volunteer'],
  tasks: atCentre,
  lead: atCentre,
  tablets: ['planner', 'manager'],
  'roll-call': atCentre,
  visits: ['manager', 'volunteer'],
  map: ['planner', 'silver'],
  wall: ['silver'],
  walls: ['planner', 'silver'],
  '/venues': ['planner'],
  '/venues/import': ['planner'],
  '/partners': ['planner'],
  '/role-plan': ['planner'],
  '/settings': ['administrator', 'planner'],
  '/users': ['administrator', 'planner'],
};

test('each screen opens to those whose work it is, and to nobody else', async () => {
  const { isFor } = await load();
  for (const { path, opens } of some(routes)) {
    const name = path.replace('/operations/:operationId/centres/:centreId', '').replace('/operations/:operationId', '');
    const due = opening[path.startsWith('/operations') ? name.slice(1) : path];
    const where = path.includes(':centreId') ? { operationId, centreId } : { operationId };
    const open = roleNames.filter((role) => {
      here.grants = [grantOf(role)];
      return isFor((opens ?? {}) as never, where);
    });
    expect([path, opens ? open : undefined]).toEqual([path, due]);
  }
});

test('no screen of a centre opens to a role at another, nor one of a register to a role in an operation', async () => {
  const { isFor } = await load();
  for (const role of some(roleNames)) {
    here.grants = [{ ...grantOf(role), operationId, centreId: other }];
    for (const it of some(compartments)) expect(isFor({ sees: [it] }, { operationId, centreId })).toBe(false);
    for (const it of some(registerRights)) expect(isFor([it], {})).toBe(false);
    here.grants = [{ ...grantOf(role), operationId: other, centreId: null }];
    for (const it of some(compartments)) expect(isFor({ sees: [it] }, { operationId, centreId })).toBe(false);
  }
});

test('what asks for so much to be seen opens to whoever sees that or more', async () => {
  const { isFor } = await load();
  for (const role of some(roleNames)) {
    here.grants = [grantOf(role)];
    for (const it of some(compartments)) {
      const seen = levels.indexOf(levelFor(here.grants, it, centreId));
      for (const least of some(levels.filter((level) => level !== 'none')))
        expect(isFor({ sees: [it], least }, { operationId, centreId })).toBe(seen >= levels.indexOf(least));
      expect(isFor({ sees: [it] }, { operationId, centreId })).toBe(seen > 0);
    }
  }
  expect(isFor({}, { operationId, centreId })).toBe(false);
});

const guests = ['Overview', 'Arrivals', 'Needs', 'People'];
const wide = ['Map', 'Walls'];
const tabs: Record<RoleName, { there: string[]; elsewhere: string[]; home: string }> = {
  administrator: { there: [], elsewhere: ['Users', 'Settings'], home: '/users' },
  planner: {
    there: [...guests, 'Roster', 'Log', 'Tasks', 'Tablets', ...wide],
    elsewhere: [...wide, 'Operations', 'Venues', 'Partners', 'Role plan', 'Users', 'Settings'],
    home: '/',
  },
  manager: {
    there: [...guests, 'Roster', 'Log', 'Tasks', 'Tablets'],
    elsewhere: [...guests, 'Roster', 'Log', 'Tasks', 'Tablets'],
    home: base,
  },
  volunteer: { there: [...guests, 'Tasks'], elsewhere: [...guests, 'Tasks'], home: `${base}/tasks` },
  silver: { there: [], elsewhere: wide, home: `/operations/${operationId}/map` },
};

test.each(some(roleNames))('%s has the tabs of their work, and begins at it', async (role) => {
  here.grants = [grantOf(role)];
  const { tabsFor, homePath, device, onTablet } = await load();
  const names = (path: string) => tabsFor(path).map(({ text }) => text);
  expect({ there: names(base), elsewhere: names('/elsewhere'), home: homePath() }).toEqual(tabs[role]);
  expect(onTablet.value).toBe(role === 'volunteer');
  device.deviceState.value = 'open';
  expect(homePath()).toBe(`${base}/check-in`);
  device.deviceState.value = 'unpaired';
  here.centre = null;
  expect((await load()).tabsFor('/centres/').filter(({ text }) => !wide.includes(text))).toEqual([]);
});

test('whoever leads as well is no tablet’s, and whoever has no place begins at the list', async () => {
  here.grants = [grantOf('volunteer'), grantOf('manager')];
  const { onTablet, homePath } = await load();
  expect([onTablet.value, homePath()]).toEqual([false, base]);
  here.grants = [grantOf('volunteer'), grantOf('planner')];
  expect((await load()).onTablet.value).toBe(false);
  here.grants = [];
  expect((await load()).homePath()).toBe('/');
});

test('a tab tells how many guests are on site here, and what is to do', async () => {
  here.grants = [grantOf('manager')];
  here.toDo = [{ priority: 'P2' }, { priority: 'P1' }];
  const { tabsFor, store } = await load();
  const people = presences.map((presence) => ({ id: presence, centreId, presence, undoneAt: null }));
  const gone = { id: 'undone', centreId, presence: 'on_site', undoneAt: '2026-11-19T07:00:00Z' };
  const away = { id: 'elsewhere', centreId: other, presence: 'on_site', undoneAt: null };
  store.holding.value = operationId;
  const changes = [...people, gone, away].map((row) => ({ kind: 'person', id: row.id, row }));
  store.apply({ operationId, from: 0, to: 1, view: 'v', snapshot: true, changes }, 0);
  const tab = (text: string) => tabsFor(base).find((it) => it.text === text);
  expect(tab('Arrivals')).toMatchObject({ count: 1 });
  expect(tab('Needs')).toMatchObject({ count: 2, urgent: true });
  here.toDo = [{ priority: 'P2' }];
  expect((await load()).tabsFor(base).find((it) => it.text === 'Needs')).toMatchObject({ count: 1, urgent: false });
  here.toDo = [];
  expect((await load()).tabsFor(base).find((it) => it.text === 'Needs')).not.toHaveProperty('count');
});

test.each([
  [base, 'Overview'],
  [`${base}/arrivals`, 'Arrivals'],
  [`${base}/sheets`, 'Arrivals'],
  [`${base}/sheets/1`, 'Arrivals'],
  [`${base}/needs`, 'Needs'],
  [`${base}/people`, 'People'],
  [`${base}/roll-call`, 'People'],
  [`${base}/visits`, 'People'],
  [`${base}/roster`, 'Roster'],
  [`${base}/call-out`, 'Roster'],
  [`${base}/log`, 'Log'],
  ['/', 'Operations'],
  [`/operations/${operationId}/activate`, 'Operations'],
  [`/operations/${operationId}/map`, 'Map'],
  ['/venues', 'Venues'],
  ['/venues/import', 'Venues'],
  ['/settings', 'Settings'],
  ['/attention', undefined],
])('%s stands under one tab at most', async (path, text) => {
  here.grants = [grantOf('planner')];
  const current = (await load()).tabsFor(path).filter((it) => it.current);
  expect(current.map((it) => it.text)).toEqual(text ? [text] : []);
});
