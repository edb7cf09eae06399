/** Locks by a name, for what no single row stands for. Each is held until the end of its transaction. */
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from './deps.ts';

const keyOf = (name: SQL | string): SQL => sql`hashtextextended(${name}, 0)`;

/** Within a larger query. Whoever asks for the same name waits for whoever holds it. */
export const locked = (name: SQL | string): SQL => sql`pg_advisory_xact_lock(${keyOf(name)})`;

/** Within a larger query: whether the name could be had without a wait. */
export const lockedAtOnce = (name: SQL): SQL => sql`pg_try_advisory_xact_lock(${keyOf(name)})`;

export const lockByName = async (tx: Pick<Tx, 'execute'>, name: string): Promise<void> => {
  await tx.execute(sql`select ${locked(name)}`);
};
