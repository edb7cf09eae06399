import { type Context, Hono } from 'hono';
import type { Deps } from '../engine/deps.ts';
import type { Env } from '../http/types.ts';
import { recordRead } from '../venues/addressRead.ts';
import { withAddress } from '../venues/sight.ts';
import { exportName, venuesCsv, venuesGeoJson } from './export.ts';

const download = (c: Context<Env>, body: string, type: string, name: string): Response =>
  c.body(body, 200, { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` });

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
