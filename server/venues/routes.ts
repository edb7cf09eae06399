import { type Context, Hono } from 'hono';
import { londonDay } from '../../shared/london.ts';
import { uuid } from '../../shared/primitives.ts';
import { Problem } from '../../shared/problems.ts';
import { venueOpened, venueQuery } from '../../shared/venues/views.ts';
import type { Deps } from '../engine/deps.ts';
import { parse } from '../engine/parse.ts';
import type { Env } from '../http/types.ts';
import { rulesNow } from '../settings/queries.ts';
import { recordRead } from './addressRead.ts';
import { toGridReference } from './gridReference.ts';
import { listVenues } from './list.ts';
import { positionOf } from './position.ts';
import { findVenues, presentVenue } from './queries.ts';
import { sightOf, withAddress } from './sight.ts';
import { accessOf } from './rows.ts';

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
export const venueRoutes = (deps: Deps) => new Hono<Env>().route('/', list(deps)).route('/', one(deps));
