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
import { type Batch, batch } from '../engine/batches.ts';

export interface NewNeed {
  id: string;
  kind: NeedKindName;
  priority?: Priority | undefined;
  personId: string | null;
  centreId: string;
  note?: string | null;
}

type Where = Context<{ operationId: string }>;

const rowOf = (
  { args }: Pick<Where, 'args'>,
  it: NewNeed,
  clocks: NeedClocks,
  raisedAt: Date,
): typeof need.$inferInsert => {
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
 * Needs and, apart from them, what each is about, as they are added. The clock runs from when it was said. A need added
 * before, under the same id, is left as it is.
 */
export const needBatches = (
  context: Pick<Where, 'args'>,
  given: readonly NewNeed[],
  clocks: NeedClocks,
  raisedAt: Date,
): Batch[] => {
  if (given.length === 0) return [];
  const needs = given.filter((it, at) => given.findIndex((other) => other.id === it.id) === at);
  const details = needCompartments.map((compartment) => detailsOf(context, compartment, needs));
  return [
    batch(
      'need',
      needs.map((it) => rowOf(context, it, clocks, raisedAt)),
    ),
    ...details.filter(({ rows }) => rows.length > 0),
  ];
};

const detailsOf = ({ args }: Pick<Where, 'args'>, compartment: NeedCompartment, needs: readonly NewNeed[]): Batch => {
  const { operationId } = args;
  const own = needs
    .filter((it) => needKinds[it.kind].compartment === compartment)
    .map(({ id, centreId, kind, note }) => ({ id, operationId, centreId, kind, note: note || null }));
  return batch('needDetail', own, { also: { compartment }, beside: 'need' });
};

/** @returns how many are new */
export const insertNeeds = async (
  context: Where,
  given: readonly NewNeed[],
  clocks: NeedClocks,
  raisedAt: Date,
): Promise<number> => {
  if (given.length === 0) return 0;
  const { added } = await context.rows.insertAll(needBatches(context, given, clocks, raisedAt));
  return added('need').length;
};
