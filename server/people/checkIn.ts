import { and, eq, sql } from 'drizzle-orm';
import { stream } from '../../db/schema/engine.ts';
import { centre } from '../../db/schema/operations.ts';
import { person, personIdentity } from '../../db/schema/people.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import { checkIn, isStaying, mayBeChild } from '../../shared/people.ts';
import { Problem } from '../../shared/problems.ts';
import { command, type Context } from '../command/define.ts';
import { insertNeeds } from '../needs/insert.ts';
import { clocksNow } from '../needs/queries.ts';
import { arrivalFlags, lockReference, settleReference } from './flags.ts';
import { tellOfLoneChild } from './loneChild.ts';
import type { Person } from './rows.ts';
import { carryOver, closeStay, openStay } from './stays.ts';

type Args = ArgsOf<typeof checkIn>;
type Centre = typeof centre.$inferSelect;

const LETTERS = [...'ABCDEFGHJKLMNPQRSTUWXYZ'];
const MOST = 9999;

/** The next number on the centre's sheet, or on another letter's where that is used up. */
const nextReference = async (context: Context<Args>, letter: string): Promise<string> => {
  const { tx, args } = context;
  // Numbers are given out one at a time; the lock is the one that the commit takes anyhow.
  await tx.select({ id: stream.id }).from(stream).where(eq(stream.id, args.operationId)).for('update');
  for (const it of [letter, ...LETTERS]) {
    const [found] = await tx.execute<{ n: number }>(sql`
      select coalesce(max(substr(reference, 3)::int), 0) + 1 as n from ${person}
      where operation_id = ${args.operationId} and left(reference, 1) = ${it}`);
    const n = found?.n ?? 1;
    if (n <= MOST) return `${it}-${String(n).padStart(3, '0')}`;
  }
  throw new Error('every wristband is given out');
};

const keepIdentity = async (context: Context<Args>, guest: Person): Promise<void> => {
  const { args } = context;
  if (!args.preferredName && !args.sex) return;
  const said = {
    ...(args.preferredName ? { preferredName: args.preferredName } : {}),
    ...(args.sex ? { sex: args.sex } : {}),
  };
  const [kept] = await context.tx
    .insert(personIdentity)
    .values({ id: guest.id, operationId: guest.operationId, centreId: guest.centreId, ...said })
    .onConflictDoUpdate({
      target: personIdentity.id,
      set: { ...said, rowVersion: sql`${personIdentity.rowVersion} + 1` },
    })
    .returning();
  if (kept) context.changed('personIdentity', kept);
};

/** A new guest, or `null` where another tablet has just written them. */
const register = async (context: Context<Args>, where: Centre): Promise<Person | null> => {
  const { args, tx, occurredAt } = context;
  const [made] = await tx
    .insert(person)
    .values({
      id: args.personId,
      operationId: args.operationId,
      centreId: args.centreId,
      reference: args.reference ?? (await nextReference(context, where.sheetLetter)),
      language: args.language,
      ageBand: args.ageBand,
      presence: 'on_site',
      zone: args.zone || null,
      vehicle: args.vehicle || null,
      groupId: args.groupId ?? null,
      flags: await arrivalFlags(tx, where),
      arrivedAt: occurredAt,
    })
    .onConflictDoNothing()
    .returning();
  if (!made) return null;
  context.changed('person', made);
  await openStay(context, made);
  return made;
};

/** What a second telling adds to the first: blanks are filled, and the safer answer on age stands. */
const joined = (known: Person, args: Args): Partial<Person> => ({
  ...(known.ageBand === 'adult' && mayBeChild(args.ageBand) ? { ageBand: args.ageBand } : {}),
  ...(known.language === 'und' && args.language !== 'und' ? { language: args.language } : {}),
  ...(known.vehicle === null && args.vehicle ? { vehicle: args.vehicle } : {}),
  ...(known.groupId === null && args.groupId ? { groupId: args.groupId } : {}),
  ...(args.reference && args.reference !== known.reference ? { reference: args.reference } : {}),
});

const update = async (context: Context<Args>, known: Person, set: Partial<Person>): Promise<Person> => {
  const [kept] = await context.tx
    .update(person)
    .set({ ...set, rowVersion: known.rowVersion + 1 })
    .where(eq(person.id, known.id))
    .returning();
  if (!kept) throw new Error('a guest was not written');
  context.changed('person', kept);
  if (kept.reference !== known.reference) await settleReference(context, kept.operationId, known.reference);
  return kept;
};

/** Someone known comes in again, perhaps at another centre: the same record, here, from now. */
const welcomeBack = async (context: Context<Args>, where: Centre, known: Person): Promise<Person> => {
  const { args, tx, occurredAt } = context;
  const wentOut = known.centreId === where.id && isStaying(known.presence) && !known.undoneAt;
  const back = await update(context, known, {
    ...joined(known, args),
    centreId: args.centreId,
    presence: 'on_site',
    zone: args.zone || null,
    flags: await arrivalFlags(tx, where),
    arrivedAt: wentOut ? known.arrivedAt : occurredAt,
    undoneAt: null,
    undoneReason: null,
  });
  if (back.centreId !== known.centreId) {
    await closeStay(context, known, 'transferred');
    await carryOver(context, back, back.centreId);
  }
  await openStay(context, back);
  return back;
};

const readPlace = async ({ tx, args }: Context<Args>): Promise<Centre> => {
  // Shared, so that a centre closing at this moment is seen closed, or waits to count this guest.
  const [where] = await tx
    .select()
    .from(centre)
    .where(and(eq(centre.id, args.centreId), eq(centre.operationId, args.operationId)))
    .for('share');
  if (!where) throw new Problem('not-found');
  return where;
};

const lockPerson = async ({ tx, args }: Context<Args>): Promise<Person | null> => {
  const [known] = await tx.select().from(person).where(eq(person.id, args.personId)).for('update');
  if (known && known.operationId !== args.operationId) throw new Problem('not-found');
  return known ?? null;
};

const receive = async (
  context: Context<Args>,
  where: Centre,
  found: Person | null,
): Promise<{ guest: Person; alreadyHere: boolean }> => {
  const made = found ? null : await register(context, where);
  if (made) return { guest: made, alreadyHere: false };
  const known = found ?? (await lockPerson(context));
  if (!known) throw new Problem('not-found');
  const here = known.presence === 'on_site' && known.centreId === where.id && !known.undoneAt;
  if (!here) return { guest: await welcomeBack(context, where, known), alreadyHere: false };
  const more = joined(known, context.args);
  return { guest: Object.keys(more).length > 0 ? await update(context, known, more) : known, alreadyHere: true };
};

export const checkInCommand = command<typeof checkIn>({
  contract: checkIn,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { args, tx, occurredAt } = context;
    // Sent together; the database takes them in this order, which is the order of locks everywhere.
    const [where, , found, clocks] = await Promise.all([
      readPlace(context),
      args.reference ? lockReference(tx, args.operationId, args.reference) : null,
      lockPerson(context),
      clocksNow(tx),
    ]);
    const { guest, alreadyHere } = await receive(context, where, found);
    await keepIdentity(context, guest);
    const settled = await settleReference(context, args.operationId, guest.reference);
    await insertNeeds(
      context,
      args.needs.map((it) => ({ ...it, personId: guest.id, centreId: guest.centreId })),
      clocks,
      occurredAt,
    );
    if (!alreadyHere || guest.ageBand !== found?.ageBand) await tellOfLoneChild(context, guest);
    const { flags } = settled.find((it) => it.id === guest.id) ?? guest;
    return { personId: guest.id, reference: guest.reference, flags, alreadyHere };
  },
});
