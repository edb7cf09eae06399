import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { attention, attentionArgs } from '../../../db/schema/attention.ts';
import { Problem } from '../../../shared/problems.ts';
import { Crossed } from '../../engine/databaseErrors.ts';
import type { Context } from '../../engine/define.ts';
import type { Reader } from '../../engine/deps.ts';
import { finder } from '../../engine/gather.ts';

export type Attention = typeof attention.$inferSelect;
export type SentArgs = Pick<typeof attentionArgs.$inferSelect, 'args' | 'occurredAt'>;

export type NewAttention = Omit<typeof attention.$inferInsert, 'raisedAt'>;

/** Raises it once; `false` where this id has been raised before. */
export const raise = async (context: Context<unknown>, row: NewAttention, sent?: SentArgs): Promise<boolean> => {
  const [made] = await context.rows.insertNew('attention', [{ ...row, raisedAt: context.now }]);
  if (!made) return false;
  if (sent) await context.tx.insert(attentionArgs).values({ id: made.id, ...sent });
  return true;
};

/**
 * Changes an item that is held, or was read in this transaction. Somebody may have looked into it since: then all is
 * begun anew, and sees what they made of it; nobody who said something else hears of it.
 */
export const changeAttention = async (
  { rows }: Context<unknown>,
  found: Pick<Attention, 'id' | 'rowVersion'>,
  set: Partial<Attention>,
): Promise<Attention> => {
  try {
    return await rows.change('attention', found, set);
  } catch (error) {
    const crossed = error instanceof Problem && error.slug === 'stale-version';
    throw crossed ? new Crossed('somebody looked into it at the same moment', { cause: error }) : error;
  }
};

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

const sentById = finder(
  (reader, ids) => reader.select().from(attentionArgs).where(inArray(attentionArgs.id, ids)),
  ({ id }) => id,
);

export const readSentArgs = async (reader: Reader, attentionId: string): Promise<SentArgs | null> => {
  const [found] = await sentById(reader, attentionId);
  return found ?? null;
};
