import { lazy } from 'preact-iso';
import type { DeskScreen } from './deskScreens.ts';
import { mayHere, type Opens } from './rights.ts';

/** Which frame a screen stands in. `either` is the tablet's for volunteers and the desk's for the rest. */
export type Frame = 'desk' | 'tablet' | 'either' | 'bare';

interface Page {
  path: string;
  frame: Frame;
  /** To whom; without it, to whoever is signed in. */
  opens?: Opens;
  title: string;
  screen: unknown;
}

/** Where a desk's screens are fetched from is fetched with the first of them: a tablet never asks. */
export const deskScreens = () => import('./deskScreens.ts').then((it) => it.deskScreens);
const desk = (name: DeskScreen) => lazy(async () => (await deskScreens())[name]());

const at = '/operations/:operationId/centres/:centreId';
const guests: Opens = { sees: ['core'] };
// That somebody is on site is no roster.
const staff: Opens = { sees: ['staffing'], least: 'kind' };
const sheets: Opens = mayHere('sheets.read');

export const routes = [
  {
    path: '/',
    frame: 'desk',
    title: 'Operations',
    screen: desk('Operations'),
  },
  {
    path: '/operations/:operationId/activate',
    frame: 'desk',
    opens: mayHere('centres.activate'),
    title: 'Activate a centre',
    screen: desk('Activate'),
  },
  {
    path: at,
    frame: 'desk',
    opens: guests,
    title: 'Overview',
    screen: desk('Control'),
  },
  {
    path: `${at}/arrivals`,
    frame: 'desk',
    opens: guests,
    title: 'Arrivals',
    screen: desk('Arrivals'),
  },
  {
    path: `${at}/needs`,
    frame: 'desk',
    opens: guests,
    title: 'Needs',
    screen: desk('Needs'),
  },
  {
    path: `${at}/people`,
    frame: 'either',
    opens: guests,
    title: 'People',
    screen: lazy(() => import('../screens/people/People.tsx').then((m) => m.People)),
  },
  {
    path: `${at}/roster`,
    frame: 'desk',
    opens: staff,
    title: 'Roster',
    screen: desk('Roster'),
  },
  {
    path: `${at}/call-out`,
    frame: 'desk',
    opens: mayHere('roster.answerAll'),
    title: 'Whom to phone',
    screen: desk('CallOut'),
  },
  {
    path: `${at}/sheets`,
    frame: 'desk',
    opens: sheets,
    title: 'Wristbands and paper forms',
    screen: desk('Sheets'),
  },
  {
    path: `${at}/sheets/:sheetId`,
    frame: 'desk',
    opens: sheets,
    title: 'Print a sheet',
    screen: desk('PrintSheet'),
  },
  {
    path: `${at}/log`,
    frame: 'desk',
    opens: { sees: ['log'] },
    title: 'Log',
    screen: desk('Log'),
  },
  {
    path: `${at}/check-in`,
    frame: 'tablet',
    opens: mayHere('people.checkIn'),
    title: 'Check in',
    screen: lazy(() => import('../screens/checkIn/CheckIn.tsx').then((m) => m.CheckIn)),
  },
  {
    path: `${at}/tasks`,
    frame: 'tablet',
    opens: guests,
    title: 'My tasks',
    screen: lazy(() => import('../screens/tasks/Tasks.tsx').then((m) => m.Tasks)),
  },
  {
    path: `${at}/lead`,
    frame: 'tablet',
    opens: mayHere('needs.raise'),
    title: 'Get the lead',
    screen: lazy(() => import('../screens/getLead/GetLead.tsx').then((m) => m.GetLead)),
  },
  {
    path: `${at}/tablets`,
    frame: 'desk',
    opens: mayHere('devices.read'),
    title: 'Tablets',
    screen: desk('Tablets'),
  },
  {
    path: `${at}/roll-call`,
    frame: 'either',
    opens: { sees: ['onSite'] },
    title: 'Roll call',
    screen: lazy(() => import('../screens/rollCall/RollCall.tsx').then((m) => m.RollCall)),
  },
  {
    path: `${at}/visits`,
    frame: 'either',
    opens: mayHere('visits.signIn'),
    title: 'Sign-in book',
    screen: lazy(() => import('../screens/visits/Visits.tsx').then((m) => m.Visits)),
  },
  {
    path: '/operations/:operationId/map',
    frame: 'desk',
    opens: { ...mayHere('operations.change'), sees: ['counts'] },
    title: 'Map',
    screen: desk('Silver'),
  },
  {
    path: '/operations/:operationId/wall',
    frame: 'bare',
    opens: { sees: ['counts'] },
    title: 'Wall',
    screen: desk('Wall'),
  },
  {
    path: '/operations/:operationId/walls',
    frame: 'desk',
    opens: mayHere('walls.keep'),
    title: 'Wall',
    screen: desk('Walls'),
  },
  {
    path: '/venues',
    frame: 'desk',
    opens: ['venues.read'],
    title: 'Venues',
    screen: desk('Venues'),
  },
  {
    path: '/venues/import',
    frame: 'desk',
    opens: ['venues.import'],
    title: 'Import venues',
    screen: desk('Import'),
  },
  {
    path: '/partners',
    frame: 'desk',
    opens: ['partners.read'],
    title: 'Partners',
    screen: desk('Partners'),
  },
  {
    path: '/role-plan',
    frame: 'desk',
    opens: ['plans.read'],
    title: 'Role plan',
    screen: desk('RolePlan'),
  },
  {
    path: '/settings',
    frame: 'desk',
    opens: ['settings.read'],
    title: 'Settings',
    screen: desk('Settings'),
  },
  {
    path: '/users',
    frame: 'desk',
    opens: ['users.read', 'users.readStaff'],
    title: 'Users',
    screen: desk('Users'),
  },
  {
    path: '/attention',
    frame: 'either',
    title: 'Needs attention',
    screen: lazy(() => import('../screens/attention/Attention.tsx').then((m) => m.Attention)),
  },
] as const satisfies readonly Page[];

export const SignIn = lazy(() => import('../screens/signIn/SignIn.tsx').then((m) => m.SignIn));
export const Join = lazy(() => import('../screens/join/Join.tsx').then((m) => m.Join));

export const Checked = lazy(() => import('./Checked.tsx').then((m) => m.Checked));
export const Nowhere = lazy(() => import('./Nowhere.tsx').then((m) => m.Nowhere));

export const Lock = lazy(() => import('../screens/lock/Lock.tsx').then((m) => m.Lock));
export const SetUp = lazy(() => import('../screens/setUp/SetUp.tsx').then((m) => m.SetUp));

/** A tablet never needs the desk's frame. */
export const Desk = lazy(() => import('../shell/Desk.tsx').then((m) => m.Desk));
