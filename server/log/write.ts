import { eq, sql } from 'drizzle-orm';
import { logEntry } from '../../db/schema/operations.ts';
import { placeInLine } from '../engine/append.ts';
import type { Context } from '../engine/define.ts';

export interface NewEntry {
  id: string;
  centreId: string | null;
  kind: 'entry' | 'decision' | 'system';
  text: string;
  reason?: string | null;
  corrects?: string | null;
  /** Names venues: kept apart, for those with a grant to the address. */
  basis?: Record<string, unknown>;
}

/**
 * Adds to the operation's log. Numbers have no gap: the place in the stream is taken before the last number is read, as
 * it would be at the commit anyhow, so two writers never read the same one. Lock other rows before calling this.
 */
export const writeEntry = async (context: Context<{ operationId: string }>, entry: NewEntry) => {
  const { tx, rows, args, actor, occurredAt, toldAt, now } = context;
  const { operationId } = args;
  const { basis, ...fields } = entry;
  await placeInLine(tx, operationId);
  const [last] = await tx
    .select({
      number: sql<number>`coalesce(max(${logEntry.number}), 0)::int`,
      decision: sql<number>`coalesce(max(${logEntry.decision}), 0)::int`,
    })
    .from(logEntry)
    .where(eq(logEntry.operationId, operationId));
  const number = (last?.number ?? 0) + 1;
  const decision = fields.kind === 'decision' ? (last?.decision ?? 0) + 1 : null;
  const kept = await rows.insert('logEntry', {
    ...fields,
    operationId,
    number,
    decision,
    author: actor.name,
    occurredAt,
    recordedAt: now,
    toldAt,
  });
  if (basis) await rows.insert('logBasis', { id: fields.id, operationId, centreId: fields.centreId, basis });
  return kept;
};
