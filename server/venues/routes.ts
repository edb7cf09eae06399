import { londonDay } from '../../shared/london.ts';
import { Problem } from '../../shared/problems.ts';
import { listVenues as listing, openVenue, positionOf as position, readVenue } from '../../shared/routes/venues.ts';
import type { Deps } from '../engine/deps.ts';
import { answer } from '../http/answer.ts';
import { rulesNow } from '../settings/queries.ts';
import { recordRead } from './addressRead.ts';
import { toGridReference } from './gridReference.ts';
import { listVenues } from './list.ts';
import { positionOf } from './position.ts';
import { findVenues, presentVenue, seesAddresses } from './queries.ts';
import { accessOf } from './rows.ts';

const foundVenue = async (deps: Deps, id: string) => {
  const [found] = await findVenues(deps.db, { id });
  if (!found) throw new Problem('not-found');
  return found;
};

export const venueRegister = answer(listing, ({ deps, actor, params }) =>
  listVenues(deps.db, params, { address: seesAddresses(actor.grants) }, deps.clock.now()),
);

export const positionBothWays = answer(position, ({ params }) => positionOf(params));

export const oneVenue = answer(readVenue, async ({ deps, actor, params }) => {
  const today = londonDay(deps.clock.now());
  const view = { address: seesAddresses(actor.grants), rules: await rulesNow(deps.db), today };
  return presentVenue(await foundVenue(deps, params.id), view);
});

export const venueOpened = answer(openVenue, async ({ deps, actor, params, authorise }) => {
  authorise(seesAddresses(actor.grants));
  const { access } = await foundVenue(deps, params.id);
  await recordRead(deps, { what: 'address', venueId: access.id, actorId: actor.userId });
  return { ...accessOf(access), gridReference: toGridReference(access.lat, access.lon) };
});
