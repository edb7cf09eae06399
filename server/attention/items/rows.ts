import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { attention, attentionSaid } from '../../../db/schema/attention.ts';
import type { Context } from '../../engine/define.ts';
import type { Reader } from '../../engine/deps.ts';
import { finder } from '../../engine/gather.ts';

export type Attention = typeof attention.$inferSelect;
export type Said = Pick<typeof attentionSaid.$inferSelect, 'args' | 'occurredAt'>;

export type NewAttention = Omit<typeof attention.$inferInsert, 'raisedAt'>;

/** Raises it once; `false` where this id has been raised before. */
export const raise = async (context: Context<unknown>, row: NewAttention, said?: Said): Promise<boolean> => {
  const [made] = await context.rows.insertNew('attention', [{ ...row, raisedAt: context.now }]);
  if (!made) return false;
  if (said) await context.tx.insert(attentionSaid).values({ id: made.id, ...said });
  return true;
};

/** @throws Problem `stale-version` where somebody looked into it first */
export const changeAttention = (
  { rows }: Context<unknown>,
  found: Pick<Attention, 'id' | 'rowVersion'>,
  set: Partial<Attention>,
): Promise<Attention> => rows.change('attention', found, set);

type Settling = Partial<Attention> & Pick<Attention, 'settledAs'>;

export const settle = (context: Context<unknown>, found: Attention, how: Settling): Promise<Attention> =>
  changeAttention(context, found, { settledBy: context.actor.userId, ...how, settledAt: context.now });

/** Those still open about this person. */
export const openAbout = (reader: Reader, operationId: string, personId: string): Promise<Attention[]> =>
  reader
    .select()
    .from(attention)
    .where(
      and(
        eq(attention.operationId, operationId),
        sql`${attention.personIds} @> array[${personId}]::uuid[]`,
        isNull(attention.settledAt),
      ),
    );

const saidById = finder(
  (reader, ids) => reader.select().from(attentionSaid).where(inArray(attentionSaid.id, ids)),
  ({ id }) => id,
);

export const saidIn = async (reader: Reader, attentionId: string): Promise<Said | null> => {
  const [found] = await saidById(reader, attentionId);
  return found ?? null;
};
