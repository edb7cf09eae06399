import type { need } from '../../db/schema/people.ts';
import {
  needCompartments,
  needDueAt,
  needKinds,
  type NeedClocks,
  type NeedCompartment,
  type NeedKindName,
  type Priority,
} from '../../shared/needs.ts';
import type { Context } from '../engine/define.ts';
import { together } from '../engine/together.ts';

export interface NewNeed {
  id: string;
  kind: NeedKindName;
  priority?: Priority | undefined;
  personId: string | null;
  centreId: string;
  note?: string | null;
}

type Where = Context<{ operationId: string }>;

const rowOf = ({ args }: Where, it: NewNeed, clocks: NeedClocks, raisedAt: Date): typeof need.$inferInsert => {
  const { compartment, alerts, priority } = needKinds[it.kind];
  const urgency = it.priority ?? priority;
  return {
    id: it.id,
    operationId: args.operationId,
    centreId: it.centreId,
    personId: it.personId,
    compartment,
    priority: urgency,
    state: 'open',
    alerts: alerts === true || urgency === 'P1',
    raisedAt,
    dueAt: needDueAt(raisedAt, urgency, clocks),
  };
};

/**
 * Writes needs and, apart from them, what each is about. The clock runs from when it was said. A need written before,
 * under the same id, is left as it is.
 * @returns how many are new
 */
export const insertNeeds = async (
  context: Where,
  given: readonly NewNeed[],
  clocks: NeedClocks,
  raisedAt: Date,
): Promise<number> => {
  if (given.length === 0) return 0;
  const needs = given.filter((it, at) => given.findIndex((other) => other.id === it.id) === at);
  const rows = needs.map((it) => rowOf(context, it, clocks, raisedAt));
  // Sent together; the database takes the needs first, as the details refer to them.
  const [written, ...details] = await together([
    context.rows.insertNew('need', rows),
    ...needCompartments.map((compartment) => writeDetails(context, compartment, needs)),
  ]);
  const fresh = new Set(written.map((it) => it.id));
  for (const { compartment, ...it } of details.flat()) {
    // The need is an older one of another compartment: nothing is added to it.
    if (!fresh.has(it.id)) await context.rows.takeBack('needDetail', it, { compartment });
  }
  return written.length;
};

const writeDetails = async ({ rows, args }: Where, compartment: NeedCompartment, needs: readonly NewNeed[]) => {
  const { operationId } = args;
  const own = needs
    .filter((it) => needKinds[it.kind].compartment === compartment)
    .map(({ id, centreId, kind, note }) => ({ id, operationId, centreId, kind, note: note || null }));
  const written = await rows.insertNew('needDetail', own, { also: { compartment } });
  return written.map(({ id }) => ({ id, compartment }));
};
