import { and, eq } from 'drizzle-orm';
import { heldCommand } from '../../../db/schema/attention.ts';
import type { HeldState } from '../../../shared/attention.ts';
import type { Context } from '../../engine/define.ts';

export type Held = typeof heldCommand.$inferSelect;

export const setHeld = async ({ rows }: Context<unknown>, heldId: string, state: HeldState): Promise<void> => {
  await rows.mark('heldCommand', and(eq(heldCommand.id, heldId), eq(heldCommand.state, 'held')), { state });
};

export const dropHeld = (context: Context<unknown>, heldId: string): Promise<void> =>
  setHeld(context, heldId, 'dropped');
