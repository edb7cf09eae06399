import { sql } from 'drizzle-orm';
import type { Deps, WholeTx } from '../../server/engine/deps.ts';

/** Rows, or entries of an index, that were read: by the name of the table or index. */
export type RowsRead = Record<string, number>;

/** As the database itself counts them; of a transaction that is still open. */
const readSoFar = async (tx: WholeTx): Promise<RowsRead> => {
  const found = await tx.execute<{ name: string; n: number }>(sql`
    select relname as name, pg_stat_get_xact_tuples_returned(oid)::int as n
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')`);
  return Object.fromEntries(found.map(({ name, n }) => [name, n]));
};

const inOneTransaction = async <T>(
  db: Deps['db'],
  tell: (read: RowsRead) => void,
  work: (tx: WholeTx) => Promise<T>,
  config?: Parameters<Deps['db']['transaction']>[1],
): Promise<T> =>
  db.transaction(async (tx) => {
    const before = await readSoFar(tx);
    const result = await work(tx);
    const read = Object.entries(await readSoFar(tx)).map(([name, n]) => [name, n - (before[name] ?? 0)] as const);
    tell(Object.fromEntries(read.filter(([, n]) => n > 0)));
    return result;
  }, config);

/** What a running Haven reads while `work` is done: a change in its own transaction, all else in one. */
export const rowsReadBy = async (deps: Deps, work: () => Promise<unknown>): Promise<RowsRead> => {
  const { db } = deps;
  const all: RowsRead = {};
  const tell = (read: RowsRead): void => {
    for (const [name, n] of Object.entries(read)) all[name] = (all[name] ?? 0) + n;
  };
  const transaction: Deps['db']['transaction'] = (run, config) => inOneTransaction(db, tell, run, config);
  await inOneTransaction(db, tell, async (tx) => {
    deps.db = Object.assign(Object.create(tx) as Deps['db'], { transaction });
    await work().finally(() => (deps.db = db));
  });
  return all;
};
