import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The account the database server runs as; undefined when Haven itself is an ordinary user. */
export type Account = { uid: number; gid: number } | undefined;

// A group of our own, without a name or members: other services that also run as `nobody` cannot pass folders of this group.
const PRIVATE_GID = 58720;

const run = promisify(execFile);

/**
 * PostgreSQL refuses to run as root, so root hands over to the owner of an existing cluster,
 * else to `haven` if the machine has that account, else to `nobody` with a private group.
 * `initdb` looks its account up by number, so an account without an entry in /etc/passwd cannot be used.
 */
export async function serverAccount(cluster: string): Promise<Account> {
  if (!process.getuid) {
    throw new Error(
      'Haven’s own database needs Linux or macOS. On Windows set DATABASE_URL to a PostgreSQL 15 or later, or use WSL.',
    );
  }
  if (process.getuid() !== 0) return undefined;
  return (await ownerOf(cluster)) ?? (await passwdAccount('haven')) ?? (await nobody());
}

async function ownerOf(cluster: string): Promise<Account> {
  const found = await stat(cluster).catch(ignoreMissing);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

async function nobody(): Promise<Account> {
  const found = await passwdAccount('nobody');
  if (found) return { uid: found.uid, gid: PRIVATE_GID };
  throw new Error(
    'PostgreSQL does not run as root and this machine has neither a "haven" nor a "nobody" account. Add one (useradd --system haven), or run Haven as an ordinary user.',
  );
}

async function passwdAccount(name: string): Promise<Account> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n');
  const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
}

/** Whether the account can pass through `folder`, asked of the kernel so that every parent and access list counts. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  const asked = run('/bin/sh', ['-c', 'test -x "$1"', 'sh', folder], { ...account, cwd: '/' });
  return asked.then(
    () => true,
    () => false,
  );
}

/** For a catch: a missing file is an answer, anything else is an error. */
export function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
}
