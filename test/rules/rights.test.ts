import { expect, test } from 'vitest';
import {
  type Compartment,
  compartments,
  isRegisterRight,
  registerRights,
  type RoleName,
  roleNames,
  roles,
} from '../../shared/roles.ts';
import { some } from '../support/some.ts';

/**
 * Who may do what, and how much each sees, written down apart from the table that decides it: what changes there is to
 * be changed here on purpose.
 */
const holders: Record<string, string> = {
  'attention.ask': 'manager volunteer',
  'attention.own': 'volunteer',
  'attention.read': 'manager',
  'attention.release': 'manager',
  'attention.retry': 'manager volunteer',
  'attention.settle': 'manager volunteer',
  'capacities.save': 'planner',
  'centres.activate': 'planner',
  'centres.change': 'planner manager',
  'centres.setState': 'planner manager',
  'devices.pair': 'planner manager',
  'devices.read': 'planner manager',
  'devices.rename': 'planner manager',
  'devices.revoke': 'planner manager',
  'devices.unlock': 'planner manager',
  'hands.add': 'planner manager',
  'hands.pin': 'planner manager',
  'hands.remove': 'planner manager',
  'log.decide': 'planner manager',
  'log.write': 'planner manager',
  'needs.give': 'planner manager',
  'needs.note': 'manager volunteer',
  'needs.progress': 'planner manager volunteer',
  'needs.raise': 'planner manager volunteer',
  'operations.change': 'planner',
  'operations.close': 'planner',
  'operations.open': 'planner',
  'partners.archive': 'planner',
  'partners.import': 'planner',
  'partners.read': 'planner',
  'partners.save': 'planner',
  'people.amend': 'manager volunteer',
  'people.checkIn': 'manager volunteer',
  'people.identify': 'manager volunteer',
  'people.later': 'manager volunteer',
  'people.merge': 'manager',
  'people.move': 'manager volunteer',
  'people.setPresence': 'manager volunteer',
  'people.undoCheckIn': 'manager volunteer',
  'people.unmerge': 'manager',
  'plans.read': 'planner',
  'plans.save': 'planner',
  'rollCalls.end': 'manager',
  'rollCalls.mark': 'manager volunteer',
  'rollCalls.start': 'manager volunteer',
  'roster.add': 'planner manager',
  'roster.answer': 'planner manager',
  'roster.answerAll': 'planner manager',
  'roster.arrive': 'planner manager',
  'roster.ask': 'planner manager',
  'roster.change': 'planner manager',
  'roster.standDown': 'planner manager',
  'settings.change': 'administrator planner',
  'settings.read': 'administrator planner',
  'sheets.make': 'planner manager',
  'sheets.read': 'planner manager volunteer',
  'sheets.spoil': 'planner manager volunteer',
  'users.disable': 'administrator',
  'users.enable': 'administrator',
  'users.grant': 'administrator',
  'users.invite': 'administrator',
  'users.read': 'administrator',
  'users.readStaff': 'planner',
  'users.reset': 'administrator',
  'users.revokeGrant': 'administrator',
  'users.staffCentre': 'planner',
  'users.unstaffCentre': 'planner',
  'vehicles.arrive': 'planner manager',
  'vehicles.change': 'planner manager silver',
  'vehicles.record': 'planner manager silver',
  'venues.archive': 'planner',
  'venues.change': 'planner',
  'venues.create': 'planner',
  'venues.export': 'planner',
  'venues.import': 'planner',
  'venues.inspect': 'planner',
  'venues.read': 'planner',
  'visits.signIn': 'manager volunteer',
  'visits.signOut': 'manager volunteer',
  'walls.keep': 'planner silver',
};

const seen: Record<RoleName, Partial<Record<Compartment, string>>> = {
  administrator: {},
  planner: {
    operation: 'full',
    core: 'full',
    welfare: 'kind',
    health: 'marker',
    address: 'full',
    staffing: 'full',
    onSite: 'marker',
    arrivals: 'full',
    log: 'full',
  },
  manager: {
    operation: 'full',
    core: 'full',
    identity: 'full',
    welfare: 'full',
    health: 'kind',
    safeguarding: 'marker',
    address: 'full',
    staffing: 'full',
    onSite: 'full',
    arrivals: 'full',
    log: 'full',
  },
  volunteer: {
    operation: 'marker',
    core: 'full',
    identity: 'kind',
    welfare: 'full',
    staffing: 'marker',
    onSite: 'full',
  },
  silver: { operation: 'kind', counts: 'full', staffing: 'kind', address: 'kind', log: 'kind' },
};

test('each right is held by the roles that are written here, and by no other', () => {
  const held = (right: string) => roleNames.filter((role) => (roles[role].may as readonly string[]).includes(right));
  const rights = new Set([...Object.keys(holders), ...roleNames.flatMap((role) => [...roles[role].may])]);
  for (const right of some(rights)) expect([right, held(right).join(' ')]).toEqual([right, holders[right]]);
});

test('rights over a register are those, and every one of them is somebody’s', () => {
  const registers = ['users', 'settings', 'venues', 'partners', 'capacities', 'plans'];
  // What is done at a centre of an operation, though it is about an account.
  const inPlace = ['users.staffCentre', 'users.unstaffCentre'];
  const due = Object.keys(holders).filter((it) => registers.includes(it.split('.')[0] ?? '') && !inPlace.includes(it));
  expect([...registerRights].toSorted()).toEqual([...due, 'operations.open'].toSorted());
  expect(Object.keys(holders).filter(isRegisterRight)).toHaveLength(registerRights.length);
});

test.each(some(roleNames))('%s sees of each compartment what is written here, and no more', (role) => {
  const sees = roles[role].sees as Partial<Record<Compartment, string>>;
  for (const it of some(compartments)) expect([it, sees[it] ?? 'none']).toEqual([it, seen[role][it] ?? 'none']);
});
