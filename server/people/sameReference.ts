import { and, eq, isNull, sql } from 'drizzle-orm';
import { attention } from '../../db/schema/attention.ts';
import type { Context } from '../engine/define.ts';
import type { Person } from './record/rows.ts';
import { type Attention, changeAttention, raise, settle } from '../attention/items/rows.ts';

const openFor = async (
  context: Context<unknown>,
  operationId: string,
  reference: string,
): Promise<Attention | null> => {
  const [found] = await context.tx
    .select()
    .from(attention)
    .where(
      and(
        eq(attention.operationId, operationId),
        eq(attention.reference, reference),
        eq(attention.kind, 'same_reference'),
        isNull(attention.settledAt),
      ),
    );
  return found ?? null;
};

/** Somebody has already decided that these are different guests. */
const isKeptApart = async ({ tx }: Context<unknown>, reference: string, ids: readonly string[]): Promise<boolean> => {
  const all = sql`array[${sql.join(
    ids.map((it) => sql`${it}`),
    sql`, `,
  )}]::uuid[]`;
  const [found] = await tx
    .select({ id: attention.id })
    .from(attention)
    .where(
      and(
        eq(attention.kind, 'same_reference'),
        eq(attention.settledAs, 'kept_apart'),
        eq(attention.reference, reference),
        sql`${attention.personIds} @> ${all}`,
      ),
    )
    .limit(1);
  return found !== undefined;
};

/** Those who hold one wristband are shown to a person, once for each set of them. The reference is locked by the caller. */
export const raiseSameReference = async (context: Context<unknown>, holders: readonly Person[]): Promise<void> => {
  const [first] = holders;
  if (!first) return;
  const { operationId, reference } = first;
  const personIds = holders.map(({ id }) => id).toSorted();
  const open = await openFor(context, operationId, reference);
  if (open && open.personIds.join() === personIds.join()) return;
  if (open) return void (await changeAttention(context, open, { personIds }));
  if (await isKeptApart(context, reference, personIds)) return;
  const centreId = holders.every((it) => it.centreId === first.centreId) ? first.centreId : null;
  const whose = { authorId: context.actor.userId, deviceId: context.actor.deviceId };
  const id = context.deps.newId();
  await raise(context, { id, operationId, centreId, kind: 'same_reference', ...whose, personIds, reference });
};

/** The wristband is no longer shared: nothing is left to decide. */
export const resolveSameReference = async (
  context: Context<unknown>,
  operationId: string,
  reference: string,
): Promise<void> => {
  const open = await openFor(context, operationId, reference);
  if (open) await settle(context, open, { settledAs: 'resolved', settledBy: null });
};
