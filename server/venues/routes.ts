import { type Context, Hono } from 'hono';
import { londonDay } from '../../shared/london.ts';
import { uuid } from '../../shared/primitives.ts';
import { Problem } from '../../shared/problems.ts';
import { venueOpened, venueQuery } from '../../shared/venue-views.ts';
import type { Deps } from '../deps.ts';
import { parse } from '../http/problem.ts';
import type { Env } from '../http/types.ts';
import { previewRoute } from '../imports/routes.ts';
import { rulesNow } from '../preferences/queries.ts';
import { exportName, recordRead, venuesCsv, venuesGeoJson } from './export.ts';
import { toGridReference } from './gridReference.ts';
import { listVenues } from './list.ts';
import { positionOf } from './position.ts';
import { findVenues, presentVenue, registerSight } from './queries.ts';
import { accessOf } from './rows.ts';

const sightOf = (c: Context<Env>, right?: 'venues.export'): { address: boolean } => {
  const sight = registerSight(c.get('actor').grants, right);
  if (!sight) throw new Problem('not-found');
  return sight;
};

const withAddress = (c: Context<Env>, right?: 'venues.export'): void => {
  if (!sightOf(c, right).address) throw new Problem('not-found');
};

/** A query that names a thing twice is a list. */
const queryOf = (c: Context<Env>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(c.req.queries()).map(([key, values]) => [key, values.length === 1 ? values[0] : values]),
  );

const foundVenue = async (deps: Deps, text: string) => {
  const id = uuid.safeParse(text);
  const [found] = id.success ? await findVenues(deps.db, { id: id.data }) : [];
  if (!found) throw new Problem('not-found');
  return found;
};

const download = (c: Context<Env>, body: string, type: string, name: string): Response =>
  c.body(body, 200, { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` });

const list = (deps: Deps) =>
  new Hono<Env>()
    .get('/', async (c) => {
      const sight = sightOf(c);
      return c.json(await listVenues(deps.db, parse(venueQuery, queryOf(c)), sight, deps.clock.now()));
    })
    .get('/position', (c) => {
      sightOf(c);
      return c.json(positionOf(queryOf(c)));
    });

const one = (deps: Deps) =>
  new Hono<Env>()
    .get('/:id', async (c) => {
      const { address } = sightOf(c);
      const found = await foundVenue(deps, c.req.param('id'));
      const today = londonDay(deps.clock.now());
      return c.json(presentVenue(found, { address, rules: await rulesNow(deps.db), today }));
    })
    .get('/:id/access', async (c) => {
      withAddress(c);
      const { access } = await foundVenue(deps, c.req.param('id'));
      await recordRead(deps, { what: 'address', venueId: access.id, actorId: c.get('actor').userId });
      const gridReference = toGridReference(access.lat, access.lon);
      return c.json(venueOpened.parse({ ...accessOf(access), gridReference }));
    });

/** `/api/venues` and what is under it. */
export const venueRoutes = (deps: Deps) =>
  new Hono<Env>().route('/', previewRoute(deps, 'venues')).route('/', list(deps)).route('/', one(deps));

/** `/api/venues.csv` and `/api/venues.geojson`: the whole register with its addresses. */
export const venueExportRoutes = (deps: Deps) =>
  new Hono<Env>()
    .get('/venues.csv', async (c) => {
      withAddress(c, 'venues.export');
      await recordRead(deps, { what: 'csv', venueId: null, actorId: c.get('actor').userId });
      return download(c, await venuesCsv(deps), 'text/csv; charset=utf-8', exportName(deps, 'venues.csv'));
    })
    .get('/venues.geojson', async (c) => {
      withAddress(c, 'venues.export');
      await recordRead(deps, { what: 'geojson', venueId: null, actorId: c.get('actor').userId });
      const body = JSON.stringify(await venuesGeoJson(deps));
      return download(c, body, 'application/geo+json', exportName(deps, 'venues.geojson'));
    });
