import { and, eq } from 'drizzle-orm';
import { slot } from '../../db/schema/rosters.ts';
import { Problem } from '../../shared/problems.ts';
import { slotMayBecome, type SlotState } from '../../shared/rosters/contract.ts';
import type { Context } from '../engine/define.ts';

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
  if (found.rowVersion === context.args.baseVersion) return found;
  throw new Problem('stale-version', { detail: 'Someone changed this slot first. Look at what it says now' });
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
  const [kept] = await context.tx
    .update(slot)
    .set({ ...set, rowVersion: found.rowVersion + 1 })
    .where(eq(slot.id, found.id))
    .returning();
  if (!kept) throw new Error('a slot was not written');
  context.changed('slot', kept);
  return { slotId: kept.id, rowVersion: kept.rowVersion };
};
