import { and, eq, sql } from 'drizzle-orm';
import { centre } from '../../db/schema/operations.ts';
import { person, personIdentity } from '../../db/schema/people.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import type { NeedClocks } from '../../shared/needs.ts';
import { checkIn, isStaying, mayBeChild } from '../../shared/people.ts';
import { Problem } from '../../shared/problems.ts';
import { offerDuplicate } from '../attention/duplicates.ts';
import { Crossed } from '../command/databaseErrors.ts';
import { command, type Context } from '../command/define.ts';
import { together } from '../command/together.ts';
import { insertNeeds } from '../needs/insert.ts';
import { clocksNow } from '../needs/queries.ts';
import { arrivalFlags, type Flag, isFull, lockReference, settleReference } from './flags.ts';
import { tellOfLoneChild } from './loneChild.ts';
import { asWritten, formOf, lockForm, settleForm, withPaper } from './paper.ts';
import type { Person } from './rows.ts';
import { carryOver, closeStay, openStay } from './stays.ts';
import { nextReference } from './wristbands.ts';

type Args = ArgsOf<typeof checkIn>;
type Centre = typeof centre.$inferSelect;

interface Received {
  guest: Person;
  alreadyHere: boolean;
}

const keepIdentity = async (context: Context<Args>): Promise<void> => {
  const { args } = context;
  const { personId: id, operationId, centreId } = args;
  if (!args.preferredName && !args.sex) return;
  const said = {
    ...(args.preferredName ? { preferredName: args.preferredName } : {}),
    ...(args.sex ? { sex: args.sex } : {}),
  };
  const [kept] = await context.tx
    .insert(personIdentity)
    .values({ id, operationId, centreId, ...said })
    .onConflictDoUpdate({
      target: personIdentity.id,
      set: { ...said, rowVersion: sql`${personIdentity.rowVersion} + 1` },
    })
    .returning();
  if (kept) context.changed('personIdentity', kept);
};

const insertPerson = async (context: Context<Args>, reference: string, flags: Flag[]): Promise<Person> => {
  const { args, tx } = context;
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
      flags,
      arrivedAt: asWritten(context).occurredAt,
      ...formOf(context),
    })
    .onConflictDoNothing()
    .returning();
  // Another tablet has just written them: seen from the start, they are someone known.
  if (!made) throw new Crossed('a guest was written twice at once');
  context.changed('person', made);
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

/** What a second telling adds to the first: blanks are filled, and the safer answer on age stands. */
const joined = (known: Person, args: Args): Partial<Person> => ({
  ...(known.ageBand === 'adult' && mayBeChild(args.ageBand) ? { ageBand: args.ageBand } : {}),
  ...(known.language === 'und' && args.language !== 'und' ? { language: args.language } : {}),
  ...(known.vehicle === null && args.vehicle ? { vehicle: args.vehicle } : {}),
  ...(known.groupId === null && args.groupId ? { groupId: args.groupId } : {}),
  ...(args.reference && args.reference !== known.reference ? { reference: args.reference } : {}),
});

/** The form stays the first one they were keyed in from. */
const fromPaper = (context: Context<Args>, known: Person): Partial<Person> =>
  known.paperForm === null && context.args.paperForm !== undefined
    ? { ...formOf(context), flags: withPaper(known.flags, context.args.paperForm) }
    : {};

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
const welcomeBack = async (context: Context<Args>, where: Centre, known: Person, flags: Flag[]): Promise<Person> => {
  const { args } = context;
  const written = asWritten(context);
  const wentOut = known.centreId === where.id && isStaying(known.presence) && !known.undoneAt;
  const back = await update(context, known, {
    ...joined(known, args),
    ...fromPaper(context, known),
    centreId: args.centreId,
    presence: 'on_site',
    zone: args.zone || null,
    flags,
    arrivedAt: wentOut ? known.arrivedAt : written.occurredAt,
    undoneAt: null,
    undoneReason: null,
  });
  if (back.centreId !== known.centreId) {
    await closeStay(written, known, 'transferred');
    await carryOver(context, back, back.centreId);
  }
  await openStay(written, back);
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

const receiveKnown = async (context: Context<Args>, where: Centre, known: Person, flags: Flag[]): Promise<Received> => {
  const here = known.presence === 'on_site' && known.centreId === where.id && !known.undoneAt;
  if (!here) return { guest: await welcomeBack(context, where, known, flags), alreadyHere: false };
  const more = { ...joined(known, context.args), ...fromPaper(context, known) };
  return { guest: Object.keys(more).length > 0 ? await update(context, known, more) : known, alreadyHere: true };
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

export const checkInCommand = command<typeof checkIn>({
  contract: checkIn,
  care: true,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (said) => {
    const { tx } = said;
    // Sent together; the database takes them in this order, which is the order of locks everywhere.
    const [where, full, , , found, clocks] = await together([
      readPlace(said),
      isFull(tx, said.args.centreId),
      said.args.reference ? lockReference(tx, said.args.operationId, said.args.reference) : null,
      said.args.paperForm === undefined ? null : lockForm(tx, said.args.operationId, said.args.paperForm),
      lockPerson(said),
      clocksNow(tx),
    ]);
    const context = asStanding(said, found);
    const { args } = context;
    const flags = withPaper(arrivalFlags(where, full), found?.paperForm ?? args.paperForm ?? null);
    const reference =
      args.reference ?? found?.reference ?? (await nextReference(tx, args.operationId, where.sheetLetter));
    const arrival = found
      ? // Where someone known is written depends on what is read on the way.
        Promise.resolve(await receiveKnown(context, where, found, flags))
      : register(context, reference, flags);
    const { guest, alreadyHere } = await write(context, arrival, reference, clocks);
    if (!alreadyHere || guest.ageBand !== found?.ageBand) await tellOfLoneChild(context, guest);
    if (!found) await offerDuplicate(context, guest, args.preferredName ?? '');
    return { personId: guest.id, reference: guest.reference, flags: guest.flags, alreadyHere };
  },
});
