import { venuesCsv as asTable, venuesGeoJson as forMap } from '../../shared/routes/venues.ts';
import { type Answering, type Asked, answerExchange } from '../http/answer.ts';
import { recordRead } from '../venues/addressRead.ts';
import { seesAddresses } from '../venues/queries.ts';
import { exportName, venuesCsv, venuesGeoJson } from './export.ts';

const takeAlong = async ({ deps, actor, authorise, c }: Asked<unknown>, what: 'csv' | 'geojson'): Promise<void> => {
  authorise(seesAddresses(actor.grants, 'venues.export'));
  await recordRead(deps, { what, venueId: null, actorId: actor.userId });
  c.header('Content-Disposition', `attachment; filename="${exportName(deps, `venues.${what}`)}"`);
};

/** The whole register with its addresses. */
export const exports: Answering[] = [
  answerExchange(asTable, async (asked) => {
    await takeAlong(asked, 'csv');
    return venuesCsv(asked.deps);
  }),
  answerExchange(forMap, async (asked) => {
    await takeAlong(asked, 'geojson');
    return venuesGeoJson(asked.deps);
  }),
];
