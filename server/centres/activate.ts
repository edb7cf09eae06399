import type { centre } from '../../db/schema/operations.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import { activateCentre } from '../../shared/centres.ts';
import { scalePlan } from '../../shared/plans/scale.ts';
import { Problem } from '../../shared/problems.ts';
import { shiftsFrom, slotsFor } from '../../shared/rosters/shifts.ts';
import { capacityOf, sizeOf } from '../../shared/venues/capacity.ts';
import { ruleOut } from '../../shared/venues/fit.ts';
import { command, type Context } from '../engine/define.ts';
import { centreIn } from '../engine/place.ts';
import { writeEntry } from '../log/write.ts';
import { lockOperation } from '../operations/commands.ts';
import { registerRights } from '../venues/queries.ts';
import { accessOf, factsOf } from '../venues/rows.ts';
import { basisOf } from './basis.ts';
import { lockNames, nextNames } from './naming.ts';
import { planNow } from './plan.ts';
import { middleOf, type Asked, rankNow, type RankableVenue, type Ranked } from './ranking.ts';

type Activation = Context<ArgsOf<typeof activateCentre>>;
type Operation = Awaited<ReturnType<typeof lockOperation>>;
type Centre = typeof centre.$inferSelect;

const askedOf = ({ args }: Activation, operation: Operation): Asked => ({
  expected: args.expected,
  from: middleOf(args.fromSquare ?? operation.fromSquare),
  arrivalAt: new Date(args.firstArrivalAt ?? args.doorsAt),
  nights: args.nights ?? operation.nights,
  wishes: args.wishes ?? operation.wishes,
});

const notOnRegister = () =>
  new Problem('invalid-fields', {
    errors: [{ pointer: '/args/venueId', code: 'custom', detail: 'Choose a venue that is on the register' }],
  });

/** The venue chosen, if it may be: one in use never, one ruled out only with a reason. */
const choose = ({ args }: Activation, { venues, question }: Ranked): RankableVenue => {
  const chosen = venues.find((it) => it.id === args.venueId);
  if (!chosen) throw notOnRegister();
  if (chosen.inUseBy) throw new Problem('claim-lost', { detail: `This venue holds ${chosen.inUseBy}. Choose another` });
  const against = ruleOut(chosen, question);
  if (against.length === 0 || args.overrideReason) return chosen;
  throw new Problem('venue-ruled-out', {
    detail: 'Choose another venue, or say why it is used all the same',
    missing: against.map(({ kind, words }) => ({ code: kind, words })),
  });
};

const checkOverflow = async ({ tx, args: { operationId, overflowOf } }: Activation): Promise<void> => {
  if (overflowOf) await centreIn(tx, { operationId, centreId: overflowOf });
};

const writeCentre = async (context: Activation, chosen: RankableVenue, ranked: Ranked): Promise<Centre> => {
  const { tx, rows, args } = context;
  const capacity = capacityOf(factsOf(chosen.row.venue), ranked.rules);
  return rows.insert('centre', {
    id: args.centreId,
    operationId: args.operationId,
    ...(await nextNames(context.deps, tx, args.operationId)),
    state: args.to,
    district: chosen.district,
    square: chosen.row.venue.square,
    size: sizeOf(args.expected, ranked.rules),
    places: capacity[ranked.question.stay ?? 'night'].places,
    plannedFor: args.expected,
    doorsAt: new Date(args.doorsAt),
    stateSince: context.occurredAt,
    overflowOf: args.overflowOf ?? null,
    managerName: args.managerName || null,
  });
};

const writeAccess = async (context: Activation, { row }: RankableVenue): Promise<void> => {
  const { operationId, centreId } = context.args;
  const { name, address, town, postcode, lat, lon, keyholders } = accessOf(row.access);
  const place = { venueCode: row.venue.code, name, address, town, postcode, lat, lon, keyholders };
  await context.rows.insert('centreAccess', { id: centreId, operationId, venueId: row.venue.id }, place);
};

/** The role plan for the size, scaled with the people, over a day of shifts. */
const writeRoster = async (context: Activation, made: Centre, operation: Operation): Promise<number> => {
  const { tx, args, deps } = context;
  const wishes = args.wishes ?? operation.wishes;
  const scaled = scalePlan(await planNow(tx), {
    size: made.size,
    expected: args.expected,
    languages: args.languages ?? operation.languages,
    children: wishes.includes('children'),
  });
  const slots = slotsFor(scaled, shiftsFrom(made.doorsAt)).map((it) => ({
    ...it,
    id: deps.newId(),
    operationId: made.operationId,
    centreId: made.id,
    shiftStart: new Date(it.shiftStart),
    shiftEnd: new Date(it.shiftEnd),
    state: 'not_asked' as const,
  }));
  return (await context.rows.insertNew('slot', slots)).length;
};

const logIt = async (context: Activation, made: Centre, chosen: RankableVenue, ranked: Ranked): Promise<void> => {
  const { args, deps } = context;
  const did = args.to === 'standby' ? 'put on standby' : 'activated';
  const overflow = args.overflowOf ? ', as overflow' : '';
  await writeEntry(context, {
    id: deps.newId(),
    centreId: made.id,
    kind: 'decision',
    text: `Centre ${made.name} ${did} in ${made.district}, ${made.size}, for ${made.plannedFor} people${overflow}`,
    // The reason may name the venue, so it is kept with the ranking.
    basis: basisOf(args, chosen, ranked),
  });
};

export const activate = command<typeof activateCentre>({
  contract: activateCentre,
  breaks: {
    centre_access_one_live_centre: ['claim-lost', 'This venue holds a centre already. Choose another'],
  },
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const operation = await lockOperation(context);
    if (operation.state === 'closed') throw new Problem('not-in-this-state', { detail: 'This operation is closed' });
    await lockNames(context.tx);
    await checkOverflow(context);
    const ranked = await rankNow(context.tx, askedOf(context, operation), context.now, {
      also: context.args.venueId,
      address: registerRights(context.actor.grants)?.address ?? false,
    });
    const chosen = choose(context, ranked);
    const made = await writeCentre(context, chosen, ranked);
    await writeAccess(context, chosen);
    const slots = await writeRoster(context, made, operation);
    await logIt(context, made, chosen, ranked);
    return { centreId: made.id, name: made.name, slots };
  },
});
