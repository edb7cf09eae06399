import { need, needDetails } from '../../db/schema/people.ts';
import {
  needCompartments,
  needDueAt,
  needKinds,
  type NeedClocks,
  type NeedKindName,
  type Priority,
} from '../../shared/needs.ts';
import type { Context } from '../command/define.ts';

export interface NewNeed {
  id: string;
  kind: NeedKindName;
  priority?: Priority | undefined;
  personId: string | null;
  centreId: string;
  note?: string | null;
}

/**
 * Writes needs and, apart from them, what each is about. The clock runs from when it was said. A need written before,
 * under the same id, is left as it is.
 * @returns how many are new
 */
export const insertNeeds = async (
  context: Context<{ operationId: string }>,
  needs: readonly NewNeed[],
  clocks: NeedClocks,
  raisedAt: Date,
): Promise<number> => {
  if (needs.length === 0) return 0;
  const { operationId } = context.args;
  const rows = needs.map((it) => {
    const { compartment, alerts, priority } = needKinds[it.kind];
    const urgency = it.priority ?? priority;
    return {
      id: it.id,
      operationId,
      centreId: it.centreId,
      personId: it.personId,
      compartment,
      priority: urgency,
      state: 'open' as const,
      alerts: alerts === true || urgency === 'P1',
      raisedAt,
      dueAt: needDueAt(raisedAt, urgency, clocks),
    };
  });
  const written = await context.tx.insert(need).values(rows).onConflictDoNothing().returning();
  for (const row of written) context.changed('need', row);
  const ids = new Set(written.map((it) => it.id));
  const fresh = needs.filter((it) => ids.delete(it.id));
  await Promise.all(needCompartments.map((compartment) => insertDetails(context, compartment, fresh)));
  return fresh.length;
};

const insertDetails = async (
  context: Context<{ operationId: string }>,
  compartment: (typeof needCompartments)[number],
  needs: readonly NewNeed[],
): Promise<void> => {
  const own = needs
    .filter((it) => needKinds[it.kind].compartment === compartment)
    .map((it) => ({
      id: it.id,
      operationId: context.args.operationId,
      centreId: it.centreId,
      kind: it.kind,
      note: it.note || null,
    }));
  if (own.length === 0) return;
  await context.tx.insert(needDetails[compartment]).values(own);
  for (const row of own) context.changed('needDetail', { ...row, compartment });
};
