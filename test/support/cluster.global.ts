import type { TestProject } from 'vitest/node';
import { connect } from '../../db/connect.ts';
import type { SocketTarget } from '../../db/embedded/keeper.ts';
import { startEmbedded } from '../../db/embedded.ts';
import { migrate } from '../../db/migrate.ts';
import { makeRole, roleOf } from '../../db/role.ts';
import { removeAbandonedDataDirs, removeDataDir, temporaryDataDir } from './folders.ts';

export const TEMPLATE = 'haven_template';

declare module 'vitest' {
  interface ProvidedContext {
    cluster: SocketTarget;
  }
}

/** One throwaway cluster for the whole project, with a migrated database that each test file copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandonedDataDirs();
  const dataDir = await temporaryDataDir();
  const embedded = await startEmbedded({ dataDir, log: () => undefined, fsync: false });
  await makeTemplate(embedded.options);
  project.provide('cluster', embedded.options);
  return async () => {
    await embedded.stop();
    await removeDataDir(dataDir);
  };
}

async function makeTemplate(target: SocketTarget): Promise<void> {
  const admin = connect(target, { max: 1 });
  await admin.sql`create database ${admin.sql(TEMPLATE)}`;
  const template = connect({ ...target, database: TEMPLATE }, { max: 1 });
  await migrate(template.sql);
  await makeRole(template.sql, { role: roleOf(TEMPLATE), database: TEMPLATE, password: undefined });
  await template.sql.end({ timeout: 5 });
  await admin.sql.end({ timeout: 5 });
}
