import { eq } from 'drizzle-orm';
import { person } from '../../db/schema/people.ts';
import type { NeedClocks } from '../../shared/needs.ts';
import { checkIn } from '../../shared/people.ts';
import { Problem } from '../../shared/problems.ts';
import { likelyDouble, type Newcomer, offerDuplicate } from './duplicates.ts';
import { Crossed } from '../engine/databaseErrors.ts';
import { command, type Context } from '../engine/define.ts';
import { centreIn } from '../engine/place.ts';
import { together } from '../engine/together.ts';
import { insertNeeds } from '../needs/insert.ts';
import { clocksNow } from '../needs/queries.ts';
import { arrivalFlags, type Flag, isFull, lockReference, settleReference } from './flags.ts';
import { tellOfLoneChild } from './loneChild.ts';
import { type Args, type Centre, receiveKnown, type Received } from './comingAgain.ts';
import { asWritten, formOf, lockForm, settleForm, withPaper } from './paper.ts';
import { atDoor } from './record/fields.ts';
import type { Person } from './record/rows.ts';
import { openStay } from './stays.ts';
import { nextReference } from './wristbands.ts';
import { needsInCheckIn } from '../needs/telling.ts';
import { guestShows, notDone } from './telling.ts';
import { guestNow } from './shown.ts';

const keepIdentity = async (context: Context<Args>): Promise<void> => {
  const { args } = context;
  const { personId: id, operationId, centreId } = args;
  if (!args.preferredName && !args.sex) return;
  const said = {
    ...(args.preferredName ? { preferredName: args.preferredName } : {}),
    ...(args.sex ? { sex: args.sex } : {}),
  };
  await context.rows.insertOrChange('personIdentity', { id, operationId, centreId, ...said }, { set: said });
};

const insertPerson = async (context: Context<Args>, reference: string, flags: Flag[]): Promise<Person> => {
  const { args } = context;
  const [made] = await context.rows.insertNew('person', [
    {
      id: args.personId,
      operationId: args.operationId,
      centreId: args.centreId,
      reference,
      ...atDoor(args),
      presence: 'on_site',
      flags,
      arrivedAt: asWritten(context).occurredAt,
      ...formOf(context),
    },
  ]);
  // Another tablet has just written them: seen from the start, they are someone known.
  if (!made) throw new Crossed('a guest was written twice at once');
  return made;
};

/** A new guest and their stay. */
const register = async (context: Context<Args>, reference: string, flags: Flag[]): Promise<Received> => {
  const { args } = context;
  const [guest] = await together([
    insertPerson(context, reference, flags),
    openStay(asWritten(context), { ...args, id: args.personId }),
  ]);
  return { guest, alreadyHere: false };
};

const lockPerson = async ({ tx, args }: Context<Args>): Promise<Person | null> => {
  let [known] = await tx.select().from(person).where(eq(person.id, args.personId)).for('update');
  if (known && known.operationId !== args.operationId) throw new Problem('not-found');
  while (known?.mergedInto)
    [known] = await tx.select().from(person).where(eq(person.id, known.mergedInto)).for('update');
  return known ?? null;
};

/** Whose record was joined with another is that guest, and keeps that one's wristband. */
const asStanding = (context: Context<Args>, found: Person | null): Context<Args> => {
  if (!found || found.id === context.args.personId) return context;
  const { reference: _joined, ...args } = context.args;
  return { ...context, args: { ...args, personId: found.id } };
};

/** All that goes with a guest, sent together: the database takes it in this order. */
const write = async (context: Context<Args>, arrival: Promise<Received>, reference: string, clocks: NeedClocks) => {
  const { operationId, centreId, personId, needs } = context.args;
  const [{ guest, alreadyHere }, , settled] = await together([
    arrival,
    keepIdentity(context),
    settleReference(context, operationId, reference),
    insertNeeds(
      context,
      needs.map((it) => ({ ...it, personId, centreId })),
      clocks,
      asWritten(context).occurredAt,
    ),
  ]);
  const forms = await settleForm(context, operationId, guest.paperForm);
  return { guest: [...forms, ...settled].find((it) => it.id === guest.id) ?? guest, alreadyHere };
};

/** The wristband they wear, or the next one; held, so that nobody else gives it out meanwhile. */
const holdReference = async ({ tx, args }: Context<Args>): Promise<string | null> => {
  const { operationId, centreId, reference } = args;
  if (!reference) return nextReference(tx, operationId, centreId);
  await lockReference(tx, operationId, reference);
  return reference;
};

const newcomer = (context: Context<Args>, reference: string): Newcomer => {
  const { personId: id, operationId, centreId, language, ageBand, vehicle, groupId, preferredName } = context.args;
  const { occurredAt: arrivedAt } = asWritten(context);
  const shared = { vehicle: vehicle || null, groupId: groupId ?? null, name: preferredName ?? '' };
  return { id, operationId, centreId, reference, language, ageBand, arrivedAt, ...shared };
};

/** Somebody new, and whether another desk may have them already. Nothing here waits for another guest's commit. */
const receiveNew = async (context: Context<Args>, flags: Flag[], reference: string | null, clocks: NeedClocks) => {
  if (reference === null) throw new Error('every wristband is given out');
  const [{ guest }, double] = await together([
    write(context, register(context, reference, flags), reference, clocks),
    likelyDouble(context, newcomer(context, reference)),
  ]);
  const given = !context.args.reference;
  if (given && guest.flags.includes('reference_shared')) throw new Crossed('a number was given out twice at once');
  await tellOfLoneChild(context, guest);
  if (double) await offerDuplicate(context, guest, double);
  return { guest, alreadyHere: false };
};

const receiveAgain = async (
  context: Context<Args>,
  where: Centre,
  known: Person,
  flags: Flag[],
  clocks: NeedClocks,
): Promise<Received> => {
  // Where someone known is written depends on what is read on the way.
  const arrival = Promise.resolve(await receiveKnown(context, where, known, flags));
  const { guest, alreadyHere } = await write(context, arrival, context.args.reference ?? known.reference, clocks);
  if (!alreadyHere || guest.ageBand !== known.ageBand) await tellOfLoneChild(context, guest);
  return { guest, alreadyHere };
};

export const checkInCommand = command<typeof checkIn>({
  contract: checkIn,
  about: { kind: 'person', by: 'personId', against: guestNow() },
  shows: { personId: 'silent', ...guestShows, needs: needsInCheckIn },
  mends: {
    arguments: {
      reference: 'reference',
      language: 'language',
      ageBand: 'ageBand',
      preferredName: 'preferredName',
      vehicle: 'vehicle',
      zone: 'zone',
    },
  },
  fails: notDone('was not checked in'),
  care: true,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (said) => {
    const { tx } = said;
    // Sent together; the database takes them in this order, which is the order of locks everywhere.
    const [where, full, reference, , found, clocks] = await together([
      // Shared, so that a centre closing at this moment is seen closed, or waits to count this guest.
      centreIn(tx, said.args, 'share'),
      isFull(tx, said.args.centreId),
      holdReference(said),
      said.args.paperForm === undefined ? null : lockForm(tx, said.args.operationId, said.args.paperForm),
      lockPerson(said),
      clocksNow(tx),
    ]);
    const context = asStanding(said, found);
    const flags = withPaper(arrivalFlags(where, full), found?.paperForm ?? context.args.paperForm ?? null);
    const { guest, alreadyHere } = found
      ? await receiveAgain(context, where, found, flags, clocks)
      : await receiveNew(context, flags, reference, clocks);
    return { personId: guest.id, reference: guest.reference, flags: guest.flags, alreadyHere };
  },
});
