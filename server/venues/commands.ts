import { Problem } from '../../shared/problems.ts';
import { londonDay } from '../../shared/london.ts';
import { archiveVenue, changeVenue, createVenue, inspectVenue } from '../../shared/venues/contract.ts';
import type { VenueDetails } from '../../shared/venues/venue.ts';
import { command, type Context, REGISTERS } from '../engine/define.ts';
import type { Tx } from '../engine/deps.ts';
import { lockByName } from '../engine/namedLock.ts';
import { refuseStale } from '../engine/rows.ts';
import { refuseFields, venueJudge } from './check.ts';
import { findVenues, lockVenue } from './queries.ts';
import { detailsOf, rowsFrom, type VenueRow, type VenueRows } from './rows.ts';
import { writeVenues } from './write.ts';

const codeTaken = { venue_code_key: ['already-exists', 'Another venue has this code'] } as const;

const register = { stream: () => REGISTERS, createsStream: true, where: 'registers', breaks: codeTaken } as const;

interface Edit {
  venueId: string;
  baseVersion: number;
}

const heldFor = async (context: Context<Edit>): Promise<VenueRows> => {
  const held = await lockVenue(context.tx, context.args.venueId);
  if (!held) throw new Problem('not-found');
  refuseStale('venue', held.venue, context.args.baseVersion);
  if (held.venue.archivedAt) throw new Problem('not-in-this-state', { detail: 'This venue has left the register' });
  return held;
};

type Kept = Pick<VenueRow, 'id' | 'rowVersion'> & Partial<Pick<VenueRow, 'archivedAt' | 'archivedReason'>>;

const write = async (
  context: Context<unknown>,
  details: VenueDetails,
  kept: Kept,
  prefix: string,
  before: VenueDetails | null = null,
) => {
  refuseFields(venueJudge()(details, before), prefix);
  const rows = rowsFrom(details, kept);
  if (!rows) throw new Error('a venue off the grid was let through');
  const [rowVersion = kept.rowVersion] = await writeVenues(context, [rows]);
  return { venueId: kept.id, rowVersion };
};

/** The next free code. They are given out one at a time; held until the end of the transaction. */
const nextCode = async (tx: Tx): Promise<string> => {
  await lockByName(tx, 'venue codes');
  const last = (await findVenues(tx, { archived: 'too' })).reduce(
    (most, it) => Math.max(most, +it.venue.code.slice(1)),
    0,
  );
  return `V${String(last + 1).padStart(3, '0')}`;
};

const create = command<typeof createVenue>({
  ...register,
  contract: createVenue,
  handle: async (context) => {
    const { venueId, details } = context.args;
    if (await lockVenue(context.tx, venueId))
      throw new Problem('already-exists', { detail: 'This id has been used. Make a new one' });
    const code = details.code ?? (await nextCode(context.tx));
    const made = await write(context, { ...details, code }, { id: venueId, rowVersion: 0 }, '/args/details');
    return { ...made, code };
  },
});

const change = command<typeof changeVenue>({
  ...register,
  contract: changeVenue,
  handle: async (context) => {
    const held = await heldFor(context);
    const before = detailsOf(held);
    const details = { ...before, ...context.args.changes };
    return write(context, details, { id: held.venue.id, rowVersion: held.venue.rowVersion }, '/args/changes', before);
  },
});

const inspect = command<typeof inspectVenue>({
  ...register,
  contract: inspectVenue,
  handle: async (context) => {
    const { inspectedOn, inspectedBy, dueOn, suitability, conditions } = context.args;
    if (inspectedOn > londonDay(context.now))
      refuseFields([{ field: 'inspectedOn', words: 'Use today or a day before it' }], '/args');
    const held = await heldFor(context);
    const details = {
      ...detailsOf(held),
      lastInspected: inspectedOn,
      inspectedBy,
      inspectionDue: dueOn,
      suitability,
      conditions,
    };
    return write(context, details, { id: held.venue.id, rowVersion: held.venue.rowVersion }, '/args', detailsOf(held));
  },
});

const archive = command<typeof archiveVenue>({
  ...register,
  contract: archiveVenue,
  handle: async (context) => {
    const held = await heldFor(context);
    const [found] = await findVenues(context.tx, { id: held.venue.id });
    if (found?.inUse)
      throw new Problem('not-in-this-state', { detail: 'A centre is in this venue. Close the centre first' });
    const gone = { archivedAt: context.now, archivedReason: context.args.reason };
    const [rowVersion = 0] = await writeVenues(context, [{ ...held, venue: { ...held.venue, ...gone } }]);
    return { venueId: held.venue.id, rowVersion };
  },
});

export const venueCommands = [create, change, inspect, archive];
