import { and, eq } from 'drizzle-orm';
import { slot } from '../../db/schema/rosters.ts';
import { Problem } from '../../shared/problems.ts';
import { slotMayBecome, type SlotState } from '../../shared/rosters/contract.ts';
import type { Context } from '../engine/define.ts';
import { refuseStale } from '../engine/rows.ts';

export type Slot = typeof slot.$inferSelect;
type Args = { operationId: string; slotId: string };

/** The slot, locked, once the actor's right at its centre has been asked. */
export const authorisedSlot = async (context: Context<Args>): Promise<Slot> => {
  const { operationId, slotId } = context.args;
  const [found] = await context.tx
    .select()
    .from(slot)
    .where(and(eq(slot.id, slotId), eq(slot.operationId, operationId)))
    .for('no key update');
  context.authorise(found?.centreId ?? null);
  if (!found) throw new Problem('not-found');
  return found;
};

/** As {@link authorisedSlot}, refused where the slot has changed since the sender looked. */
export const slotToChange = async (context: Context<Args & { baseVersion: number }>): Promise<Slot> => {
  const found = await authorisedSlot(context);
  refuseStale('slot', found, context.args.baseVersion);
  return found;
};

/** One partner's slots at a centre, locked, by their ids: always in one order, so that two who answer never wait on each other. */
export const slotsOf = async (
  { tx }: Pick<Context<unknown>, 'tx'>,
  { operationId, centreId, partner }: Pick<Slot, 'operationId' | 'centreId' | 'partner'>,
): Promise<Map<string, Slot>> => {
  const own = and(eq(slot.operationId, operationId), eq(slot.centreId, centreId), eq(slot.partner, partner));
  const found = await tx.select().from(slot).where(own).orderBy(slot.id).for('no key update');
  return new Map(found.map((it) => [it.id, it]));
};

const names: Record<SlotState, string> = {
  not_asked: 'not asked',
  asked: 'asked',
  accepted: 'accepted',
  declined: 'declined',
  arrived: 'on site',
  stood_down: 'stood down',
};

export const refuseUnlessMay = (found: Slot, to: SlotState): void => {
  if (slotMayBecome(found.state, to)) return;
  throw new Problem('not-in-this-state', {
    detail: `This slot is ${names[found.state]}, so it cannot become ${names[to]}. Add another slot instead`,
  });
};

export const writeSlot = async (context: Context<Args>, found: Slot, set: Partial<Slot>) => {
  const { id: slotId, rowVersion } = await context.rows.change('slot', found, set);
  return { slotId, rowVersion };
};
