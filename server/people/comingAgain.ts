import type { centre } from '../../db/schema/operations.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import { type checkIn, isStaying } from '../../shared/people.ts';
import type { Context } from '../engine/define.ts';
import { type Flag, settleReference } from './flags.ts';
import { asWritten, formOf, withPaper } from './paper.ts';
import { toldAgain } from './record/fields.ts';
import type { Person } from './record/rows.ts';
import { carryOver, closeStay, openStay } from './stays.ts';

export type Args = ArgsOf<typeof checkIn>;
export type Centre = typeof centre.$inferSelect;

export interface Received {
  guest: Person;
  alreadyHere: boolean;
}

/** What a second telling adds to the first, and the wristband they wear now. */
const joined = (known: Person, args: Args): Partial<Person> => ({
  ...toldAgain(known, args),
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

/** Somebody known is checked in: once more, or once again. */
export const receiveKnown = async (
  context: Context<Args>,
  where: Centre,
  known: Person,
  flags: Flag[],
): Promise<Received> => {
  const here = known.presence === 'on_site' && known.centreId === where.id && !known.undoneAt;
  if (!here) return { guest: await welcomeBack(context, where, known, flags), alreadyHere: false };
  const more = { ...joined(known, context.args), ...fromPaper(context, known) };
  return { guest: Object.keys(more).length > 0 ? await update(context, known, more) : known, alreadyHere: true };
};
