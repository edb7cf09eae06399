/** Screens at a desk, and on the wall. */
export const deskScreens = {
  Operations: () => import('../screens/operations/Operations.tsx').then((m) => m.Operations),
  Activate: () => import('../screens/activate/Activate.tsx').then((m) => m.Activate),
  Control: () => import('../screens/control/Control.tsx').then((m) => m.Control),
  Arrivals: () => import('../screens/arrivals/Arrivals.tsx').then((m) => m.Arrivals),
  Needs: () => import('../screens/needs/Needs.tsx').then((m) => m.Needs),
  Roster: () => import('../screens/roster/Roster.tsx').then((m) => m.Roster),
  CallOut: () => import('../screens/callOut/CallOut.tsx').then((m) => m.CallOut),
  Sheets: () => import('../screens/sheets/Sheets.tsx').then((m) => m.Sheets),
  PrintSheet: () => import('../screens/sheets/PrintSheet.tsx').then((m) => m.PrintSheet),
  Log: () => import('../screens/log/Log.tsx').then((m) => m.Log),
  Tablets: () => import('../screens/tablets/Tablets.tsx').then((m) => m.Tablets),
  Silver: () => import('../screens/silver/Silver.tsx').then((m) => m.Silver),
  Wall: () => import('../screens/silver/Wall.tsx').then((m) => m.Wall),
  Walls: () => import('../screens/walls/Walls.tsx').then((m) => m.Walls),
  Venues: () => import('../screens/venues/Venues.tsx').then((m) => m.Venues),
  Import: () => import('../screens/venues/Import.tsx').then((m) => m.Import),
  Partners: () => import('../screens/partners/Partners.tsx').then((m) => m.Partners),
  RolePlan: () => import('../screens/rolePlan/RolePlan.tsx').then((m) => m.RolePlan),
  Settings: () => import('../screens/settings/Settings.tsx').then((m) => m.Settings),
  Users: () => import('../screens/users/Users.tsx').then((m) => m.Users),
};
export type DeskScreen = keyof typeof deskScreens;
