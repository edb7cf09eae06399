import { eq, sql } from 'drizzle-orm';
import { stream } from '../../db/schema/engine.ts';
import { person } from '../../db/schema/people.ts';
import type { Tx } from '../deps.ts';

const LETTERS = [...'ABCDEFGHJKLMNPQRSTUWXYZ'];
const MOST = 9999;

/** The next number on the centre's sheet, or on another letter's where that is used up. */
export const nextReference = async (tx: Tx, operationId: string, letter: string): Promise<string> => {
  // Numbers are given out one at a time; the lock is the one that the commit takes anyhow.
  await tx.select({ id: stream.id }).from(stream).where(eq(stream.id, operationId)).for('update');
  for (const it of [letter, ...LETTERS]) {
    const [found] = await tx.execute<{ n: number }>(sql`
      select coalesce(max(substr(reference, 3)::int), 0) + 1 as n from ${person}
      where operation_id = ${operationId} and left(reference, 1) = ${it}`);
    const n = found?.n ?? 1;
    if (n <= MOST) return `${it}-${String(n).padStart(3, '0')}`;
  }
  throw new Error('every wristband is given out');
};
