import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { OWNER } from './cluster.ts';

// Any number will do, as long as every Haven uses the same.
const HOLDER_LOCK = 4_283_601;
const PATIENCE_MS = 5_000;

/** Another Haven has the data folder. */
export class DataFolderInUse extends Error {}

export interface Holder {
  release(): Promise<void>;
}

/**
 * Claims the cluster for this process by a lock that lives exactly as long as one connection, and makes sure the
 * database exists. `onLost` runs once if the connection breaks before `release`.
 * @throws {DataFolderInUse} when another process keeps the lock
 */
export async function hold(socketPath: string, database: string, onLost: () => void): Promise<Holder> {
  let held = false;
  const sql = postgres({
    path: socketPath,
    database: 'postgres',
    username: OWNER,
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 5,
    fetch_types: false,
    connection: { application_name: `haven ${process.pid}` },
    onclose: () => {
      if (held) onLost();
      held = false;
    },
  });
  const release = async () => {
    held = false;
    await sql.end({ timeout: 1 });
  };
  try {
    await acquire(sql);
    await ensureDatabase(sql, database);
    held = true;
    return { release };
  } catch (error) {
    await release();
    throw error;
  }
}

// A killed process may need a moment until the server notices that its connection is gone.
async function acquire(sql: postgres.Sql): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const [row] = await sql`select pg_try_advisory_lock(${HOLDER_LOCK}) as ok`;
    if (row?.['ok']) return;
    if (performance.now() > deadline) break;
    await sleep(50);
  }
  const [other] = await sql`
    select application_name as name from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and objid = ${HOLDER_LOCK} and granted`;
  const process = String(other?.['name'] ?? '').replace('haven ', '');
  throw new DataFolderInUse(
    `Haven is already running on this data folder (process ${process}). Stop it first, or give this one a folder of its own with HAVEN_DATA.`,
  );
}

async function ensureDatabase(sql: postgres.Sql, name: string): Promise<void> {
  const found = await sql`select 1 from pg_database where datname = ${name}`;
  if (found.length === 0) await sql`create database ${sql(name)}`;
}
