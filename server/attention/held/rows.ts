import { and, eq } from 'drizzle-orm';
import { heldCommand } from '../../../db/schema/attention.ts';
import type { HeldState } from '../../../shared/attention.ts';
import type { Context } from '../../engine/define.ts';

export type HeldCommand = typeof heldCommand.$inferSelect;

export const setHeldState = async ({ rows }: Context<unknown>, heldId: string, state: HeldState): Promise<void> => {
  await rows.mark('heldCommand', and(eq(heldCommand.id, heldId), eq(heldCommand.state, 'held')), { state });
};

export const dropHeldCommand = (context: Context<unknown>, heldId: string): Promise<void> =>
  setHeldState(context, heldId, 'dropped');
