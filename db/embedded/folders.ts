import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, mkdtemp, readdir, realpath, rmdir, stat, symlink } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import { canEnter, ignoreMissing } from './account.ts';

/** Where root keeps what the database account must be able to read. */
export const STATE = '/var/lib/haven';
export const MAJOR = '18';

export interface Folders {
  /** Holds the cluster and its log; `<dataDir>/pg`, or where that link leads. */
  home: string;
  cluster: string;
  logFile: string;
}

/** `<dataDir>/pg/18`, without making anything. A link that leads nowhere is an error, never an empty new system. */
export async function clusterPath(dataDir: string): Promise<string> {
  const pg = path.join(dataDir, 'pg');
  if (!(await lstat(pg).catch(ignoreMissing))) return path.join(pg, MAJOR);
  const home = await realpath(pg).catch((cause: unknown) => {
    throw new Error(
      `The database of ${dataDir} should be where ${pg} leads, but that is gone. Restore it from a backup, or delete ${pg} to begin empty.`,
      { cause },
    );
  });
  return path.join(home, MAJOR);
}

/** Makes the folders of a data directory, or finds them again. */
export async function makeFolders(dataDir: string, account: Account, log: (message: string) => void): Promise<Folders> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const pg = path.join(dataDir, 'pg');
  if (!(await lstat(pg).catch(ignoreMissing))) await makeHome(dataDir, pg, account, log);
  const home = await realpath(pg);
  await refuseForeign(home, account);
  await refuseOtherVersion(home);
  return { home, cluster: path.join(home, MAJOR), logFile: path.join(home, 'postgres.log') };
}

// Two programs may come here at once: whoever is second uses what the first made.
async function makeHome(dataDir: string, pg: string, account: Account, log: (message: string) => void): Promise<void> {
  if (!account) return mkdir(pg, { mode: 0o700 }).catch(ignoreExisting);
  if (await letIn(account, dataDir)) {
    await mkdir(pg).catch(ignoreExisting);
    return openTo(account, pg);
  }
  await makeState();
  const home = await mkdtemp(path.join(STATE, `${shortHash(dataDir)}-`));
  await openTo(account, home);
  await symlink(home, pg).catch(async (error: NodeJS.ErrnoException) => {
    ignoreExisting(error);
    await rmdir(home);
  });
  log(`The database account cannot enter ${dataDir}, so the database is kept in ${await realpath(pg)}.`);
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** Every mode is set in a second step because the umask may take bits away from the first. */
export async function makeState(): Promise<void> {
  await mkdir(STATE, { recursive: true });
  await chmod(STATE, 0o755);
}

async function openTo(account: NonNullable<Account>, folder: string): Promise<void> {
  await chown(folder, 0, account.gid);
  await chmod(folder, 0o710);
}

// Group execute on our own folder lets in nobody but the database, whose group has no other members.
async function letIn(account: NonNullable<Account>, dataDir: string): Promise<boolean> {
  if (await canEnter(account, dataDir)) return true;
  const { uid, mode } = await stat(dataDir);
  if (uid !== 0 || (mode & 0o070) !== 0 || dataDir === homedir()) return false;
  if (!(await canEnter(account, path.dirname(dataDir)))) return false;
  await chown(dataDir, 0, account.gid);
  await chmod(dataDir, (mode & 0o7777) | 0o010);
  return canEnter(account, dataDir);
}

async function refuseForeign(home: string, account: Account): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) {
    if (await canEnter(account, home)) return;
    await sleep(50);
  }
  const who = account ? `account number ${account.uid}` : 'this account';
  throw new Error(
    `The database folder ${home} cannot be entered by ${who}. Run Haven as the account that made it, or choose another HAVEN_DATA.`,
  );
}

async function refuseOtherVersion(home: string): Promise<void> {
  const found = (await readdir(home).catch(() => [])).filter((name) => /^\d+$/.test(name));
  if (found.length === 0 || found.includes(MAJOR)) return;
  throw new Error(
    `${home} holds a database of PostgreSQL ${found.join(', ')}; this Haven brings ${MAJOR}. Start the earlier Haven and restore its backup into this one.`,
  );
}

/** A short private folder for the Unix socket, whose path may have about 100 bytes. */
export async function makeSocketFolder(cluster: string, account: Account): Promise<string> {
  if (!account) return privateFolder(path.join(shortTemp(), `haven-${shortHash(cluster)}`));
  const outer = path.join(STATE, `run-${shortHash(cluster)}`);
  await makeState();
  await mkdir(outer, { recursive: true });
  await openTo(account, outer);
  const inner = path.join(outer, 's');
  await mkdir(inner, { recursive: true, mode: 0o700 });
  await chown(inner, account.uid, account.gid);
  return inner;
}

/** Another Haven may be using the folder by now, so only an empty one goes. */
export async function removeSocketFolder(socketPath: string, account: Account): Promise<void> {
  const folder = path.dirname(socketPath);
  await rmdir(folder).catch(ignoreBusy);
  if (account) await rmdir(path.dirname(folder)).catch(ignoreBusy);
}

function ignoreBusy(error: NodeJS.ErrnoException): void {
  if (!['ENOENT', 'ENOTEMPTY', 'EACCES'].includes(error.code ?? '')) throw error;
}

function shortTemp(): string {
  const own = tmpdir();
  return own.length < 64 && /^[\w./-]+$/.test(own) ? own : '/tmp';
}

async function privateFolder(folder: string): Promise<string> {
  await mkdir(folder, { mode: 0o700 }).catch(ignoreExisting);
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(
      `${folder} belongs to someone else, so the database socket would not be safe there. Remove it, or set TMPDIR to a folder of your own.`,
    );
  }
  await chmod(folder, 0o700);
  return folder;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
