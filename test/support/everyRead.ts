import type { Answer, Loose, Person } from './app.ts';
import type { Known } from './runOperation.ts';

/** Whoever has a place in one operation and no other. */
export const bound = [
  'silver with addresses',
  'silver without addresses',
  'the manager',
  'a volunteer',
  'a tablet user',
] as const;
export type Bound = (typeof bound)[number];
export type People = Record<Bound, Person>;

interface Read {
  /** Who is answered it of their own operation. */
  to: readonly Bound[];
  /** How it is asked, where its path alone is not enough. */
  ask?: readonly string[];
  /** What the others are answered, where it is not 404. */
  refused?: number;
}

const nobody: readonly Bound[] = [];
const manager: readonly Bound[] = ['the manager'];
const silver: readonly Bound[] = ['silver with addresses', 'silver without addresses'];
const atTheDoor: readonly Bound[] = ['the manager', 'a volunteer', 'a tablet user'];
const shortlist = '/api/operations/:id/shortlist?expected=30&arrivalAt=2026-11-19T07:00:00Z&lat=53.1&lon=-1.38';

/** Every route that reads, and to whom of those it opens. The whole of a register: to none. */
export const reads: Readonly<Record<string, Read>> = {
  '/api/me': { to: bound },
  '/api/users': { to: nobody },
  '/api/operations': { to: bound },
  '/api/first-things': { to: nobody },
  '/api/operations/:id/pull': {
    to: bound,
    ask: ['', '?since=2', '?wall=1', '?since=2&wall=1'].map((it) => `/api/operations/:id/pull${it}`),
  },
  '/api/operations/:id/walls': { to: silver },
  '/api/operations/:id/shortlist': { to: nobody, ask: [shortlist] },
  '/api/operations/:id/attention': { to: atTheDoor, ask: ['/api/operations/:id/attention?centreId=:centreId'] },
  '/api/operations/:id/centres/:centreId/sheets': { to: atTheDoor },
  '/api/operations/:id/centres/:centreId/partners': { to: manager },
  '/api/operations/:id/centres/:centreId/carers': { to: manager },
  '/api/operations/:operationId/centres/:centreId/devices': { to: manager },
  '/api/operations/:operationId/centres/:centreId/pairings/:id': { to: manager },
  '/api/venues': {
    to: nobody,
    ask: ['', '?q=canary&limit=500', '?archived=true', '?sort=standing'].map((it) => `/api/venues${it}`),
  },
  '/api/venues/position': { to: nobody, ask: ['/api/venues/position?grid=SK3536'] },
  '/api/venues/:id': { to: nobody },
  '/api/venues/:id/access': { to: nobody },
  '/api/venues.csv': { to: nobody },
  '/api/venues.geojson': { to: nobody },
  '/api/partners': { to: nobody },
  '/api/role-plan': { to: nobody, ask: ['/api/role-plan', '/api/role-plan?version=1'] },
  '/api/settings': { to: nobody },
  '/api/device': { to: ['a tablet user'], refused: 401 },
  '/api/wall': { to: nobody, refused: 401 },
  '/api/wall/pull': { to: nobody, refused: 401 },
  '/api/keys/:id': { to: bound },
  '/api/about': { to: bound },
  '/healthz': { to: bound },
  '/readyz': { to: bound },
  '/api/openapi.json': { to: bound },
  '/api/docs': { to: bound },
  '/api/docs.css': { to: bound },
};

const named: readonly [RegExp, keyof Known][] = [
  [/^\/api\/venues\/:id/, 'venueId'],
  [/^\/api\/keys\/:id/, 'operationId'],
  [/^\/api\/operations\/:id/, 'operationId'],
  [/\/pairings\/:id/, 'pairingId'],
];

/** What a parameter of this path is the id of. */
const keyOf = (path: string, parameter: string): keyof Known => {
  if (parameter === 'operationId' || parameter === 'centreId') return parameter;
  const found = named.find(([pattern]) => pattern.test(path));
  if (!found) throw new Error(`Say in everyRead.ts what :${parameter} is in ${path}`);
  return found[1];
};

export type Ids = Record<keyof Known, string>;

/** The path with its ids, each taken from whichever of the two `choose` says. */
export const filled = (path: string, choose: (at: number) => Ids): string => {
  let at = -1;
  return path.replaceAll(/:([a-zA-Z]+)(?=[/?&]|$)/g, (_all, parameter: string) => {
    at += 1;
    return choose(at)[keyOf(path, parameter)];
  });
};

export const parametersIn = (path: string): number => path.match(/:[a-zA-Z]+(?=[/?&]|$)/g)?.length ?? 0;

export const asksOf = (path: string): readonly string[] => reads[path]?.ask ?? [path];

/** What is told, without what a clock alone changes. */
const timeless = ({ status, text }: Answer<Loose>): string =>
  `${status} ${text.replaceAll(/"lastSeenAt":"[^"]*"/g, '"lastSeenAt":""')}`;

/** Everything these people are answered of their own operation, by who and what they asked. */
export const everythingTold = async (people: People, ids: Ids): Promise<Map<string, string>> => {
  const told = new Map<string, string>();
  for (const who of bound) {
    for (const path of Object.keys(reads)) {
      for (const ask of asksOf(path)) {
        told.set(`${who}: ${ask}`, timeless(await people[who].get(filled(ask, () => ids))));
      }
    }
  }
  return told;
};
