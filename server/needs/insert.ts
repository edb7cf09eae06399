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

/** Writes needs and, apart from them, what each is about. The clock runs from when it was said. */
export const insertNeeds = async (
  context: Context<{ operationId: string }>,
  needs: readonly NewNeed[],
  clocks: NeedClocks,
  raisedAt: Date,
): Promise<void> => {
  if (needs.length === 0) return;
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
  for (const row of await context.tx.insert(need).values(rows).returning()) context.changed('need', row);
  await Promise.all(needCompartments.map((compartment) => insertDetails(context, compartment, needs)));
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
