import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import { ignoreMissing } from './account.ts';
import type { Folders } from './folders.ts';
import { serverEnvironment } from './postmaster.ts';
import { processExists } from './stale.ts';

export const OWNER = 'haven';

/** Makes an empty cluster where there is none: beside its place first, so one cut short never looks like a whole one. */
export async function ensureCluster(folders: Folders, bin: string, account: Account, fsync: boolean): Promise<boolean> {
  await removeDrafts(folders);
  if (await stat(path.join(folders.cluster, 'PG_VERSION')).catch(ignoreMissing)) return false;
  const draft = `${folders.cluster}.new-${process.pid}`;
  await mkdir(draft, { mode: 0o700 });
  await chmod(draft, 0o700);
  if (account) await chown(draft, account.uid, account.gid);
  await initialise(draft, bin, account, fsync).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    throw error;
  });
  await rename(draft, folders.cluster).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  return true;
}

async function initialise(draft: string, bin: string, account: Account, fsync: boolean): Promise<void> {
  const options = [
    '-U',
    OWNER,
    '-E',
    'UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '-A',
    'trust',
  ];
  const syncing = fsync ? [] : ['--no-sync'];
  const settings = { ...account, cwd: '/', env: serverEnvironment() };
  await promisify(execFile)(path.join(bin, 'initdb'), ['-D', draft, ...options, ...syncing], settings).catch(explain);
  // Whoever can pass the private folder of the socket is Haven; nobody else gets in, and there is no network.
  await writeFile(path.join(draft, 'pg_hba.conf'), 'local all all trust\n');
}

function explain(error: Error & { stderr?: string }): never {
  const said = error.stderr?.trim() ?? error.message;
  const hint = said.includes('could not look up effective user ID')
    ? ' PostgreSQL needs an account that has an entry in /etc/passwd: run Haven as such a user, or set DATABASE_URL.'
    : '';
  throw new Error(`The database could not be created: ${said}${hint}`, { cause: error });
}

async function removeDrafts({ home, cluster }: Folders): Promise<void> {
  const prefix = `${path.basename(cluster)}.new-`;
  for (const name of (await readdir(home)).filter((entry) => entry.startsWith(prefix))) {
    const pid = Number(name.slice(prefix.length));
    if (pid === process.pid || !processExists(pid)) await rm(path.join(home, name), { recursive: true, force: true });
  }
}
