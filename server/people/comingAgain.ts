import { eq } from 'drizzle-orm';
import { personIdentity } from '../../db/schema/people.ts';
import type { centre } from '../../db/schema/operations.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import type { NeedClocks } from '../../shared/needs.ts';
import { type checkIn, isStaying } from '../../shared/people.ts';
import { Crossed } from '../engine/databaseErrors.ts';
import type { Context } from '../engine/define.ts';
import { together } from '../engine/together.ts';
import { insertNeeds } from '../needs/insert.ts';
import type { Door } from './door.ts';
import { reopenNeeds } from '../needs/endNeeds.ts';
import { asMarked, type Flag, settleReference } from './flags.ts';
import { tellOfLoneChild } from './loneChild.ts';
import { arrivalIn, asWritten, formOf, settleForm, withPaper } from './paper.ts';
import { addedBy, identityTaken } from './record/fields.ts';
import type { Person } from './record/rows.ts';
import { carryOver, closeStay, openStay } from './stays.ts';

export type Args = ArgsOf<typeof checkIn>;
export type Centre = typeof centre.$inferSelect;

export interface Received {
  guest: Person;
  alreadyHere: boolean;
}

/** What a second check-in adds to the first, and the wristband they wear now. */
const joined = (known: Person, args: Args): Partial<Person> => ({
  ...addedBy(known, args),
  ...(args.reference && args.reference !== known.reference ? { reference: args.reference } : {}),
});

/** The form stays the first one they were keyed in from. */
const fromPaper = (context: Context<Args>, known: Person): Partial<Person> =>
  known.paperForm === null && context.args.paperForm !== undefined
    ? { ...formOf(context), flags: withPaper(known.flags, context.args.paperForm) }
    : {};

const update = async (context: Context<Args>, known: Person, set: Partial<Person>): Promise<Person> => {
  const kept = await context.rows.change('person', known, set);
  if (kept.reference !== known.reference) await settleReference(context, kept.operationId, known.reference);
  return kept;
};

/** Someone known comes in again, perhaps at another centre: the same record, here, from now. */
const welcomeBack = async (
  context: Context<Args>,
  where: Pick<Centre, 'id'>,
  known: Person,
  flags: Flag[],
): Promise<Person> => {
  const { args } = context;
  const written = asWritten(context);
  const wentOut = known.centreId === where.id && isStaying(known.presence) && !known.undoneAt;
  const back = await update(context, known, {
    ...joined(known, args),
    ...fromPaper(context, known),
    centreId: args.centreId,
    presence: 'on_site',
    zone: args.zone || null,
    presenceNote: null,
    flags,
    ...(wentOut ? {} : arrivalIn(written)),
    undoneAt: null,
    undoneReason: null,
  });
  if (back.centreId !== known.centreId) {
    await closeStay(written, known, 'transferred');
    await carryOver(context, known, back.centreId);
  }
  await openStay(written, back);
  if (!wentOut) await reopenNeeds(written, back);
  return back;
};

const receiveKnown = async (
  context: Context<Args>,
  where: Pick<Centre, 'id'>,
  known: Person,
  flags: Flag[],
): Promise<Received> => {
  const here = known.presence === 'on_site' && known.centreId === where.id && !known.undoneAt;
  if (!here) return { guest: await welcomeBack(context, where, known, flags), alreadyHere: false };
  const more = { ...joined(known, context.args), ...fromPaper(context, known) };
  return { guest: Object.keys(more).length > 0 ? await update(context, known, more) : known, alreadyHere: true };
};

/** Their name and sex as given; `null` where neither was. */
export const identityOf = ({ args: { preferredName, sex } }: Context<Args>) =>
  preferredName || sex ? { ...(preferredName ? { preferredName } : {}), ...(sex ? { sex } : {}) } : null;

/** Fills what was blank. What is said otherwise than it stands has been asked about. */
const keepIdentity = async (context: Context<Args>): Promise<void> => {
  const { personId: id, operationId, centreId } = context.args;
  const told = identityOf(context);
  if (!told) return;
  const [known] = await context.tx.select().from(personIdentity).where(eq(personIdentity.id, id)).for('update');
  const set = identityTaken(known ?? null, told);
  if (Object.keys(set).length === 0) return;
  if (known) return void (await context.rows.change('personIdentity', known, set));
  const made = await context.rows.insertNew('personIdentity', [{ id, operationId, centreId, ...set }]);
  if (made.length === 0) throw new Crossed('somebody else said at once what they are called');
};

/** All that goes with a guest who is known. */
const write = async (
  context: Context<Args>,
  arrival: Promise<Received>,
  reference: string,
  clocks: NeedClocks,
): Promise<Received> => {
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
  return { guest: asMarked(guest, [...forms, ...settled]), alreadyHere };
};

/** Somebody known is checked in: once more, or once again. */
export const receiveAgain = async (
  context: Context<Args>,
  { where, clocks }: Pick<Door, 'where' | 'clocks'>,
  known: Person,
  flags: Flag[],
): Promise<Received> => {
  // Where someone known is written depends on what is read on the way.
  const arrival = Promise.resolve(await receiveKnown(context, where, known, flags));
  const { guest, alreadyHere } = await write(context, arrival, context.args.reference ?? known.reference, clocks);
  if (!alreadyHere || guest.ageBand !== known.ageBand) await tellOfLoneChild(asWritten(context), guest);
  return { guest, alreadyHere };
};
