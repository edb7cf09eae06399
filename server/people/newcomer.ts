/** Somebody new: a record, a stay, a name, needs. Nothing here waits for another guest's commit. */
import { Problem } from '../../shared/problems.ts';
import { Crossed } from '../engine/databaseErrors.ts';
import type { Context } from '../engine/define.ts';
import { type Batch, batch } from '../engine/batches.ts';
import { together } from '../engine/together.ts';
import { needBatches } from '../needs/insert.ts';
import { type Args, identityOf } from './comingAgain.ts';
import type { Door } from './door.ts';
import { likelyDouble, type Newcomer, offerDuplicate } from './duplicates.ts';
import { asMarked, type Flag, isAwaited, isWorn, settleReference } from './flags.ts';
import { isAlone, loneChild, tellOfLoneChild } from './loneChild.ts';
import { arrivalIn, asWritten, formOf, settleForm } from './paper.ts';
import { atDoor } from './record/fields.ts';
import type { Person } from './record/rows.ts';

const recordOf = (context: Context<Args>, reference: string, flags: Flag[]) => {
  const { personId: id, operationId, centreId } = context.args;
  const fields = { ...atDoor(context.args), ...formOf(context) };
  return {
    id,
    operationId,
    centreId,
    reference,
    ...fields,
    presence: 'on_site' as const,
    flags,
    ...arrivalIn(asWritten(context)),
  };
};
type Made = ReturnType<typeof recordOf>;

const batchesFor = (context: Context<Args>, guest: Made, { clocks }: Door): Batch[] => {
  const { id, operationId, centreId, arrivedAt } = guest;
  const identity = identityOf(context);
  const needs = context.args.needs.map((it) => ({ ...it, personId: id, centreId }));
  const isRaised = needs.some(({ kind }) => kind === 'lone_child');
  return [
    batch('person', [guest]),
    batch('stay', [{ id: context.commandId, operationId, centreId, personId: id, arrivedAt }]),
    ...(identity ? [batch('personIdentity', [{ id, operationId, centreId, ...identity }])] : []),
    ...needBatches(
      context,
      isAlone(guest) && !isRaised ? [...needs, loneChild(context, guest)] : needs,
      clocks,
      arrivedAt,
    ),
  ];
};

const newcomer = ({ args }: Context<Args>, guest: Made): Newcomer => ({ ...guest, name: args.preferredName ?? '' });

/** Marks guests with the same wristband or form, and sets off what was held for the wristband. */
const settle = async (
  context: Context<Args>,
  guest: Person,
  { worn, awaited }: { worn: boolean; awaited: boolean },
) => {
  const { operationId, reference } = guest;
  const marked = worn ? await settleReference(context, operationId, reference) : [];
  if (!worn && awaited) context.after(() => context.deps.referenceKnown(operationId, reference));
  const forms = await settleForm(context, operationId, guest.paperForm);
  return asMarked(guest, [...forms, ...marked]);
};

/** Writes somebody new, and looks whether another desk may have them already. */
export const receiveNew = async (context: Context<Args>, door: Door, flags: Flag[]): Promise<Person> => {
  const { args, rows } = context;
  const { operationId } = args;
  const { reference } = door;
  if (reference === null)
    throw new Problem('not-in-this-state', {
      detail: 'Every number has been given out. Type the one on their wristband',
    });
  const made = recordOf(context, reference, flags);
  const batches = batchesFor(context, made, door);
  const asked = { worn: isWorn(operationId, reference), awaited: isAwaited(operationId, reference) };
  const [answer, double, placed] = await together([
    rows.insertAll<{ worn: boolean; awaited: boolean }>(batches, asked),
    likelyDouble(context, newcomer(context, made)),
    // Others may be of the same form, and are marked then.
    args.paperForm === undefined && context.takePlace(),
  ]);
  const [guest] = answer.added('person');
  // Another tablet has just written them: seen from the start, they are someone known.
  if (!guest) throw new Crossed('a guest was written twice at once');
  if (answer.worn && args.reference === undefined) throw new Crossed('a number was given out twice at once');
  if (answer.worn && placed) throw new Crossed('whoever wears the same wristband is to be marked');
  const kept = await settle(context, guest, answer);
  // The id of that need may have been taken.
  if (!answer.added('needDetail').some(({ kind }) => kind === 'lone_child'))
    await tellOfLoneChild(asWritten(context), guest);
  if (double) await offerDuplicate(context, kept, double);
  return kept;
};
