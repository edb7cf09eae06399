import { computed } from '@preact/signals';
import { rows } from '../data/store.ts';
import { toDoHere } from '../parts/needs/toDo.ts';
import { can, canRegister, centreId, holds, operationId, sees, seesRoster } from '../session/session.ts';
import type { TabItem } from '../ui/tabs.tsx';

/** A register's own pages belong to it, as sheets to the arrivals, roll call and sign-in book to the people, calls to the roster. */
const isUnder = (path: string, href: string): boolean =>
  path === href ||
  (href.endsWith('/arrivals') && path.startsWith(href.replace(/arrivals$/, 'sheets'))) ||
  (href.endsWith('/roster') && path === href.replace(/roster$/, 'call-out')) ||
  (href.endsWith('/people') && ['roll-call', 'visits'].some((it) => path === href.replace(/people$/, it))) ||
  (/^\/[a-z-]+$/.test(href) ? path.startsWith(`${href}/`) : href === '/' && path.endsWith('/activate'));

const centreTabs = computed((): TabItem[] => {
  const op = operationId.value;
  const centre = centreId.value;
  if (!op || !centre || sees('core') === 'none') return [];
  const base = `/operations/${op}/centres/${centre}`;
  const people = rows.person.value.filter((it) => it.centreId === centre && !it.undoneAt && it.presence === 'on_site');
  const toDo = toDoHere.value;
  return [
    { href: base, text: 'Overview' },
    { href: `${base}/arrivals`, text: 'Arrivals', count: people.length, counts: 'here' },
    {
      href: `${base}/needs`,
      text: 'Needs',
      ...(toDo.length > 0 ? { count: toDo.length, counts: 'to do' } : {}),
      urgent: toDo.some((it) => it.priority === 'P1'),
    },
    { href: `${base}/people`, text: 'People' },
    ...(seesRoster() ? [{ href: `${base}/roster`, text: 'Roster' }] : []),
    ...(sees('log') === 'none' ? [] : [{ href: `${base}/log`, text: 'Log' }]),
    { href: `${base}/tasks`, text: 'Tasks' },
    ...(can('devices.read') ? [{ href: `${base}/tablets`, text: 'Tablets' }] : []),
  ];
});

const registerTabs = (): TabItem[] => [
  ...(canRegister('operations.open') ? [{ href: '/', text: 'Operations' }] : []),
  ...(canRegister('venues.read') ? [{ href: '/venues', text: 'Venues' }] : []),
  ...(canRegister('partners.read') ? [{ href: '/partners', text: 'Partners' }] : []),
  ...(canRegister('plans.read') ? [{ href: '/role-plan', text: 'Role plan' }] : []),
  ...(canRegister('users.read') || canRegister('users.readStaff') ? [{ href: '/users', text: 'Users' }] : []),
  ...(canRegister('settings.read') ? [{ href: '/settings', text: 'Settings' }] : []),
];

const silverTabs = (): TabItem[] => {
  const op = operationId.value;
  if (!op || (!holds('silver') && !holds('planner'))) return [];
  return [
    { href: `/operations/${op}/map`, text: 'Map' },
    { href: `/operations/${op}/walls`, text: 'Walls' },
  ];
};

/** The tabs for where someone is: a centre's own, else the registers. Whoever has no register keeps their centre's. */
export const tabsFor = (path: string): TabItem[] => {
  const wide = [...silverTabs(), ...registerTabs()];
  const atCentre = path.includes('/centres/') || wide.length === 0;
  const items = atCentre ? [...centreTabs.value, ...(holds('planner') ? silverTabs() : [])] : wide;
  return items.map((it) => ({ ...it, current: isUnder(path, it.href) }));
};
