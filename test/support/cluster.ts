import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import type { Connection, Db, Sql } from '../../db/connect.ts';
import { connect, connectReaders } from '../../db/connect.ts';
import type { SocketTarget } from '../../db/embedded/keeper.ts';
import { migrate } from '../../db/migrate.ts';
import { giveRights, roleOf } from '../../db/role.ts';
import { TEMPLATE } from './cluster.global.ts';
import { STANDSTILL_MS } from './patience.ts';

/** Connections of the application's role, as whoever runs Haven has them. */
export interface FreshDatabase extends Connection {
  /** What only the owner may: to lay out, to spoil and to look. */
  owner: Sql;
  /** The pool that is only read from. */
  reads: Db;
  /** For further connections, with `connect`. */
  options: SocketTarget;
  /** Closes the pool and deletes the database. */
  drop: () => Promise<void>;
}

/** Tests of what Haven does are none of how soon a busy machine does it. */
const limits = { connect: STANDSTILL_MS, statement: STANDSTILL_MS, lock: STANDSTILL_MS, idle: STANDSTILL_MS };

const TEMPLATE_IS_BUSY = '55006';
let count = 0;

/** As every cluster has it: without a table. */
export const UNTOUCHED = 'template1';

/** A database of its own for one test or one file: empty, and migrated unless another template is given. */
export async function freshDatabase(template = TEMPLATE): Promise<FreshDatabase> {
  const cluster = inject('cluster');
  const name = `test_${process.pid}_${(count += 1)}`;
  await asAdmin(cluster, (sql) => clone(sql, name, template));
  const options = { ...cluster, database: name, username: roleOf(TEMPLATE) };
  const { sql, db } = connect(options, { limits });
  const reads = connectReaders(options, { limits });
  const { sql: owner } = connect({ ...options, username: cluster.username }, { limits });
  // What is said of a database as a whole is not copied with it.
  if (template === TEMPLATE) await giveRights(owner, { role: options.username, database: name, password: undefined });
  const drop = async () => {
    await Promise.all([sql, reads.sql, owner].map((it) => it.end({ timeout: 2 })));
    await asAdmin(cluster, (admin) => admin`drop database if exists ${admin(name)} with (force)`);
  };
  return { sql, db, reads: reads.db, owner, options, drop };
}

/** As a start does: its migrations, and what the application's role may. Answers the migrations. */
export async function bringUpToDate({ owner, options }: FreshDatabase): Promise<string[]> {
  const applied = await migrate(owner);
  await giveRights(owner, { role: options.username, database: options.database, password: undefined });
  return applied;
}

async function asAdmin(cluster: SocketTarget, work: (sql: Sql) => Promise<unknown>): Promise<void> {
  const { sql } = connect(cluster, { max: 1, limits });
  await work(sql).finally(() => sql.end({ timeout: 2 }));
}

async function clone(sql: Sql, name: string, template: string): Promise<void> {
  const since = performance.now();
  for (;;) {
    try {
      await sql`create database ${sql(name)} template ${sql(template)}`;
      return;
    } catch (error) {
      const isBusy = (error as { code?: string }).code === TEMPLATE_IS_BUSY;
      if (!isBusy || performance.now() - since > STANDSTILL_MS) throw error;
      await sleep(100);
    }
  }
}
