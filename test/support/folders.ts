import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readPostmaster, shutDown } from '../../db/embedded/postmaster.ts';
import { isServing, processExists } from '../../db/embedded/stale.ts';

const PREFIX = 'haven-test-';

/** A new empty data folder, named after this process so that a later run can clear up after one that was killed. */
export function temporaryDataDir(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
}

/** Stops the database server of a data folder, if one is left, and deletes both. */
export async function removeDataDir(dataDir: string): Promise<void> {
  const home = await realpath(path.join(dataDir, 'pg')).catch(() => undefined);
  const cluster = home && path.join(home, '18');
  const server = cluster ? await readPostmaster(cluster) : undefined;
  if (server && cluster && (await isServing(server.pid, cluster))) await shutDown(server.pid, cluster);
  if (server?.socketDir) await rm(server.socketDir, { recursive: true, force: true });
  if (home) await rm(home, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}

/** Clears up after test runs that were killed. */
export async function removeAbandonedDataDirs(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((entry) => entry.startsWith(PREFIX))) {
    const pid = Number(name.slice(PREFIX.length).split('-')[0]);
    if (!processExists(pid)) await removeDataDir(path.join(tmpdir(), name));
  }
}
