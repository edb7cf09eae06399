import { and, eq, isNull, sql } from 'drizzle-orm';
import { centre } from '../../db/schema/operations.ts';
import { person, personIdentity, stay } from '../../db/schema/people.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import { isFinished, isReceiving } from '../../shared/operations.ts';
import { checkIn, isStaying, type stayFlags } from '../../shared/people.ts';
import { Problem } from '../../shared/problems.ts';
import { command, type Context } from '../command/define.ts';
import type { Reader } from '../deps.ts';
import { insertNeeds } from '../needs/insert.ts';
import { clocksNow } from '../needs/queries.ts';
import { tellOfLoneChild } from './loneChild.ts';
import type { Person } from './rows.ts';

type Args = ArgsOf<typeof checkIn>;
type Flag = (typeof stayFlags)[number];
type Centre = typeof centre.$inferSelect;

/** Counts no further than it must, so that a full hall costs no more to check than an empty one. */
const isOver = async (reader: Reader, where: Centre): Promise<boolean> => {
  const [found] = await reader.execute<{ n: number }>(sql`
    select count(*)::int as n from (
      select 1 from ${person} where centre_id = ${where.id} and presence = 'on_site' and undone_at is null
      limit ${where.places}) as here`);
  return (found?.n ?? 0) >= where.places;
};

const isShared = async (reader: Reader, args: Args, reference: string): Promise<boolean> => {
  const [other] = await reader
    .select({ id: person.id })
    .from(person)
    .where(
      and(
        eq(person.operationId, args.operationId),
        eq(person.reference, reference),
        isNull(person.undoneAt),
        sql`${person.id} <> ${args.personId}`,
      ),
    )
    .limit(1);
  return other !== undefined;
};

const nextReference = async (reader: Reader, args: Args, letter: string): Promise<string> => {
  const [found] = await reader.execute<{ n: number }>(sql`
    select coalesce(max(substr(reference, 3)::int), 0) + 1 as n from ${person}
    where operation_id = ${args.operationId} and reference like ${`${letter}-%`}`);
  return `${letter}-${String(found?.n ?? 1).padStart(3, '0')}`;
};

const flagsFor = async (context: Context<Args>, where: Centre, reference: string): Promise<Flag[]> => {
  const [over, shared] = await Promise.all([isOver(context.tx, where), isShared(context.tx, context.args, reference)]);
  const flags: Flag[] = [];
  if (over) flags.push('over_capacity');
  if (isFinished(where.state)) flags.push('after_closure');
  else if (!isReceiving(where.state) && where.state !== 'standing_down') flags.push('before_opening');
  if (shared) flags.push('reference_shared');
  return flags;
};

const openStay = async (context: Context<Args>): Promise<void> => {
  const { args, commandId, occurredAt } = context;
  const [opened] = await context.tx
    .insert(stay)
    .values({
      id: commandId,
      operationId: args.operationId,
      centreId: args.centreId,
      personId: args.personId,
      arrivedAt: occurredAt,
    })
    .returning();
  if (opened) context.changed('stay', opened);
};

const keepIdentity = async (context: Context<Args>): Promise<void> => {
  const { args } = context;
  if (!args.preferredName && !args.sex) return;
  const said = {
    ...(args.preferredName ? { preferredName: args.preferredName } : {}),
    ...(args.sex ? { sex: args.sex } : {}),
  };
  const [kept] = await context.tx
    .insert(personIdentity)
    .values({ id: args.personId, operationId: args.operationId, centreId: args.centreId, ...said })
    .onConflictDoUpdate({
      target: personIdentity.id,
      set: { ...said, centreId: args.centreId, rowVersion: sql`${personIdentity.rowVersion} + 1` },
    })
    .returning();
  if (kept) context.changed('personIdentity', kept);
};

const register = async (context: Context<Args>, where: Centre): Promise<Person> => {
  const { args, tx, occurredAt } = context;
  const reference = args.reference ?? (await nextReference(tx, args, where.sheetLetter));
  const [made] = await tx
    .insert(person)
    .values({
      id: args.personId,
      operationId: args.operationId,
      centreId: args.centreId,
      reference,
      language: args.language,
      ageBand: args.ageBand,
      presence: 'on_site',
      zone: args.zone || null,
      vehicle: args.vehicle || null,
      groupId: args.groupId ?? null,
      flags: await flagsFor(context, where, reference),
      arrivedAt: occurredAt,
    })
    .returning();
  if (!made) throw new Error('a guest was not written');
  return made;
};

/** Someone known comes in again: the same record, at this centre, from now. */
const welcomeBack = async (context: Context<Args>, where: Centre, known: Person): Promise<Person> => {
  const { args, tx, occurredAt } = context;
  const reference = args.reference ?? known.reference;
  const [back] = await tx
    .update(person)
    .set({
      centreId: args.centreId,
      reference,
      presence: 'on_site',
      zone: args.zone || null,
      flags: await flagsFor(context, where, reference),
      arrivedAt: occurredAt,
      undoneAt: null,
      undoneReason: null,
      rowVersion: sql`${person.rowVersion} + 1`,
    })
    .where(eq(person.id, known.id))
    .returning();
  if (!back) throw new Error('a guest was not written');
  return back;
};

export const checkInCommand = command<typeof checkIn>({
  contract: checkIn,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { args, tx, occurredAt } = context;
    const [[where], [known], clocks] = await Promise.all([
      tx
        .select()
        .from(centre)
        .where(and(eq(centre.id, args.centreId), eq(centre.operationId, args.operationId))),
      tx.select().from(person).where(eq(person.id, args.personId)).for('update'),
      clocksNow(tx),
    ]);
    if (!where || (known && known.operationId !== args.operationId)) throw new Problem('not-found');
    const alreadyHere = known !== undefined && !known.undoneAt && isStaying(known.presence);
    const guest = known
      ? alreadyHere
        ? known
        : await welcomeBack(context, where, known)
      : await register(context, where);
    if (!alreadyHere) {
      context.changed('person', guest);
      await openStay(context);
    }
    await keepIdentity(context);
    await insertNeeds(
      context,
      args.needs.map((it) => ({ ...it, personId: guest.id, centreId: guest.centreId })),
      clocks,
      occurredAt,
    );
    if (!alreadyHere) await tellOfLoneChild(context, guest);
    return { personId: guest.id, reference: guest.reference, flags: guest.flags, alreadyHere };
  },
});
