import { and, eq } from 'drizzle-orm';
import { attention } from '../../../db/schema/attention.ts';
import { Problem } from '../../../shared/problems.ts';
import { type Grant, grantsWithin, may } from '../../../shared/roles.ts';
import type { Actor } from '../../engine/actor.ts';
import type { Context } from '../../engine/define.ts';
import { knownCommand } from '../../engine/known.ts';
import type { Viewer } from '../../engine/description.ts';
import { stale } from '../../engine/rows.ts';
import type { Attention } from '../items/rows.ts';

/** The centre where they may do this: the given one, or one of theirs where none is given. `null` where they may not. */
const placeFor = (grants: readonly Grant[], action: string, operationId: string, centreId: string | null) => {
  const able = grantsWithin(grants, operationId).filter((it) =>
    may([it], action, { operationId, centreId: centreId ?? it.centreId }),
  );
  return able.length > 0 ? { centreId: centreId ?? able[0]?.centreId ?? null } : null;
};

/** Have they the right to the command this row is about? */
export const mayDo = (grants: readonly Grant[], { command, operationId, centreId }: Attention): boolean =>
  command !== null && placeFor(grants, knownCommand(command)?.right ?? command, operationId, centreId) !== null;

export const leads = (grants: readonly Grant[], operationId: string, centreId: string | null): boolean =>
  placeFor(grants, 'attention.read', operationId, centreId) !== null;

/** Whoever decides on a row, as its viewer. */
export const decider = ({ userId, grants }: Actor, { operationId, centreId }: Attention): Viewer => ({
  userId,
  grants: grantsWithin(grants, operationId),
  lead: leads(grants, operationId, centreId),
});

interface Choosing {
  operationId: string;
  attentionId: string;
  baseVersion: number;
}

/** A lead decides on all of a centre's rows, a volunteer on their own, wherever they work now. */
const placeToChoose = ({ actor, args }: Context<Choosing>, row: Attention): string | null | undefined => {
  const lead = placeFor(actor.grants, 'attention.read', args.operationId, row.centreId);
  if (lead) return lead.centreId;
  if (row.authorId !== actor.userId) return undefined;
  return grantsWithin(actor.grants, args.operationId).find((it) =>
    may([it], 'attention.own', { ...it, operationId: args.operationId }),
  )?.centreId;
};

/** The row to decide on: open, locked, and theirs to decide. */
export const openRow = async (context: Context<Choosing>): Promise<Attention> => {
  const { operationId, attentionId, baseVersion } = context.args;
  const [found] = await context.tx
    .select()
    .from(attention)
    .where(and(eq(attention.id, attentionId), eq(attention.operationId, operationId)))
    .for('update');
  const place = found && placeToChoose(context, found);
  if (!found || place === undefined) throw new Problem('not-found');
  context.authorise(place);
  if (found.settledAt) throw new Problem('not-in-this-state', { detail: 'Someone has seen to this already' });
  if (found.rowVersion !== baseVersion) throw stale('attention', 'Someone looked into this first');
  return found;
};

/** @throws Problem `not-found` for whoever may only see to their own */
export const leadsOnly = ({ actor, args }: Context<Choosing>, row: Attention): void => {
  if (!leads(actor.grants, args.operationId, row.centreId)) throw new Problem('not-found');
};
