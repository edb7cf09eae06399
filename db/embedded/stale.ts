import { execFile } from 'node:child_process';
import { readFile, readdir, readlink, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ignoreMissing } from './account.ts';

const run = promisify(execFile);

/** Whether a living process serves this cluster. A number used again by something else, or a zombie, does not count. */
export async function isServing(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'linux') return (await workingFolder(pid)) === cluster;
  const command = await run('ps', ['-ww', '-p', String(pid), '-o', 'command=']).catch(() => ({ stdout: '' }));
  return command.stdout.includes(cluster);
}

async function workingFolder(pid: number | string): Promise<string | undefined> {
  return readlink(`/proc/${pid}/cwd`).catch(() => undefined);
}

/**
 * Removes a lock file (`postmaster.pid`, or the socket's) that PostgreSQL would take for a living server, because its
 * number belongs to another process or a zombie; but only after the last backend of the dead server has gone.
 */
export async function clearStale(lockFile: string, cluster: string): Promise<void> {
  const pid = await firstNumber(lockFile);
  if (!pid || process.platform !== 'linux' || !processExists(pid) || (await isServing(pid, cluster))) return;
  const deadline = performance.now() + 60_000;
  const same = async () => (await firstNumber(lockFile)) === pid;
  while ((await same()) && (await anyoneIn(cluster))) {
    if (performance.now() > deadline) {
      throw new Error(
        `Parts of an earlier database server are still at work in ${cluster}. Wait a few minutes, or restart the machine.`,
      );
    }
    await sleep(100);
  }
  if (await same()) await rm(lockFile, { force: true });
}

async function firstNumber(file: string): Promise<number> {
  return Number.parseInt((await readFile(file, 'utf8').catch(ignoreMissing)) ?? '', 10) || 0;
}

async function anyoneIn(cluster: string): Promise<boolean> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(pids.map(workingFolder));
  return folders.includes(cluster);
}

export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
