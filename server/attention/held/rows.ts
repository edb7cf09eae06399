import { and, eq } from 'drizzle-orm';
import { heldCommand } from '../../../db/schema/attention.ts';
import type { HeldState } from '../../../shared/attention.ts';
import type { Context } from '../../engine/define.ts';

export type Held = typeof heldCommand.$inferSelect;

/** Tells of it without what it says: that may be of a restricted kind. */
export const tellHeld = (context: Context<unknown>, { args: _args, ...row }: Held): void =>
  context.changed('heldCommand', row);

export const setHeld = async (context: Context<unknown>, heldId: string, state: HeldState): Promise<void> => {
  const [changed] = await context.tx
    .update(heldCommand)
    .set({ state })
    .where(and(eq(heldCommand.id, heldId), eq(heldCommand.state, 'held')))
    .returning();
  if (changed) tellHeld(context, changed);
};

export const dropHeld = (context: Context<unknown>, heldId: string): Promise<void> =>
  setHeld(context, heldId, 'dropped');
