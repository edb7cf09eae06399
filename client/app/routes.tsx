import { lazy } from 'preact-iso';
import type { RegisterRight } from '../../shared/roles.ts';

/** Which frame a screen stands in. `either` is the tablet's for volunteers and the desk's for the rest. */
export type Frame = 'desk' | 'tablet' | 'either' | 'bare';

interface Page {
  path: string;
  frame: Frame;
  /** A register's: for whoever has one of these rights over it. */
  opens?: readonly RegisterRight[];
  title: string;
  screen: unknown;
}

const at = '/operations/:operationId/centres/:centreId';

export const routes = [
  {
    path: '/',
    frame: 'desk',
    title: 'Operations',
    screen: lazy(() => import('../screens/operations/Operations.tsx').then((m) => m.Operations)),
  },
  {
    path: '/operations/:operationId/activate',
    frame: 'desk',
    title: 'Activate a centre',
    screen: lazy(() => import('../screens/activate/Activate.tsx').then((m) => m.Activate)),
  },
  {
    path: at,
    frame: 'desk',
    title: 'Overview',
    screen: lazy(() => import('../screens/control/Control.tsx').then((m) => m.Control)),
  },
  {
    path: `${at}/arrivals`,
    frame: 'desk',
    title: 'Arrivals',
    screen: lazy(() => import('../screens/arrivals/Arrivals.tsx').then((m) => m.Arrivals)),
  },
  {
    path: `${at}/needs`,
    frame: 'desk',
    title: 'Needs',
    screen: lazy(() => import('../screens/needs/Needs.tsx').then((m) => m.Needs)),
  },
  {
    path: `${at}/people`,
    frame: 'either',
    title: 'People',
    screen: lazy(() => import('../screens/people/People.tsx').then((m) => m.People)),
  },
  {
    path: `${at}/roster`,
    frame: 'desk',
    title: 'Roster',
    screen: lazy(() => import('../screens/roster/Roster.tsx').then((m) => m.Roster)),
  },
  {
    path: `${at}/sheets`,
    frame: 'desk',
    title: 'Wristbands and paper forms',
    screen: lazy(() => import('../screens/sheets/Sheets.tsx').then((m) => m.Sheets)),
  },
  {
    path: `${at}/sheets/:sheetId`,
    frame: 'desk',
    title: 'Print a sheet',
    screen: lazy(() => import('../screens/sheets/PrintSheet.tsx').then((m) => m.PrintSheet)),
  },
  {
    path: `${at}/log`,
    frame: 'desk',
    title: 'Log',
    screen: lazy(() => import('../screens/log/Log.tsx').then((m) => m.Log)),
  },
  {
    path: `${at}/check-in`,
    frame: 'tablet',
    title: 'Check in',
    screen: lazy(() => import('../screens/checkIn/CheckIn.tsx').then((m) => m.CheckIn)),
  },
  {
    path: `${at}/tasks`,
    frame: 'tablet',
    title: 'My tasks',
    screen: lazy(() => import('../screens/tasks/Tasks.tsx').then((m) => m.Tasks)),
  },
  {
    path: `${at}/tablets`,
    frame: 'desk',
    title: 'Tablets',
    screen: lazy(() => import('../screens/tablets/Tablets.tsx').then((m) => m.Tablets)),
  },
  {
    path: `${at}/roll-call`,
    frame: 'either',
    title: 'Roll call',
    screen: lazy(() => import('../screens/rollCall/RollCall.tsx').then((m) => m.RollCall)),
  },
  {
    path: `${at}/visits`,
    frame: 'either',
    title: 'Sign-in book',
    screen: lazy(() => import('../screens/visits/Visits.tsx').then((m) => m.Visits)),
  },
  {
    path: '/operations/:operationId/map',
    frame: 'desk',
    title: 'Map',
    screen: lazy(() => import('../screens/silver/Silver.tsx').then((m) => m.Silver)),
  },
  {
    path: '/operations/:operationId/wall',
    frame: 'bare',
    title: 'Wall',
    screen: lazy(() => import('../screens/silver/Wall.tsx').then((m) => m.Wall)),
  },
  {
    path: '/venues',
    frame: 'desk',
    opens: ['venues.read'],
    title: 'Venues',
    screen: lazy(() => import('../screens/venues/Venues.tsx').then((m) => m.Venues)),
  },
  {
    path: '/venues/import',
    frame: 'desk',
    opens: ['venues.import'],
    title: 'Import venues',
    screen: lazy(() => import('../screens/venues/Import.tsx').then((m) => m.Import)),
  },
  {
    path: '/partners',
    frame: 'desk',
    opens: ['partners.read'],
    title: 'Partners',
    screen: lazy(() => import('../screens/partners/Partners.tsx').then((m) => m.Partners)),
  },
  {
    path: '/role-plan',
    frame: 'desk',
    opens: ['plans.read'],
    title: 'Role plan',
    screen: lazy(() => import('../screens/rolePlan/RolePlan.tsx').then((m) => m.RolePlan)),
  },
  {
    path: '/settings',
    frame: 'desk',
    opens: ['settings.read'],
    title: 'Settings',
    screen: lazy(() => import('../screens/settings/Settings.tsx').then((m) => m.Settings)),
  },
  {
    path: '/users',
    frame: 'desk',
    opens: ['users.read', 'users.readStaff'],
    title: 'Users',
    screen: lazy(() => import('../screens/users/Users.tsx').then((m) => m.Users)),
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

export const Lock = lazy(() => import('../screens/lock/Lock.tsx').then((m) => m.Lock));
export const SetUp = lazy(() => import('../screens/setUp/SetUp.tsx').then((m) => m.SetUp));

/** A tablet never needs the desk's frame. */
export const Desk = lazy(() => import('../shell/Desk.tsx').then((m) => m.Desk));
