import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import { ignoreMissing } from './account.ts';
import { isServing } from './stale.ts';

const POLL_MS = 15;
const LOG_LIMIT_BYTES = 5_000_000;

export interface Postmaster {
  pid: number;
  port: string;
  socketDir: string;
  ready: boolean;
}

/** What `postmaster.pid` says; the server it names may be long dead. */
export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(ignoreMissing);
  const [pid, , , port = '5432', socketDir = '', , , status = ''] = text?.split('\n') ?? [];
  if (!Number(pid)) return undefined;
  return { pid: Number(pid), port, socketDir, ready: status.trim() === 'ready' };
}

export interface Launch {
  bin: string;
  cluster: string;
  logFile: string;
  account: Account;
  fsync: boolean;
}

/** Starts the server in a session of its own, so that neither Ctrl-C nor the death of Haven reaches it. */
export async function launch(
  options: Launch,
  socketDir: string,
): Promise<{ pid: number | undefined; exited: Promise<string> }> {
  const log = await openLog(options.logFile, options.account);
  try {
    const child = spawn(path.join(options.bin, 'postgres'), serverArguments(options, socketDir), {
      ...options.account,
      cwd: '/',
      env: serverEnvironment(),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    const exited = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', () => resolve(logTail(options.logFile)));
    });
    child.unref();
    return { pid: child.pid, exited };
  } finally {
    await log.close();
  }
}

// The log keeps the server's own events only: statements and error details could carry what guests told us.
function serverArguments({ cluster, fsync }: Launch, socketDir: string): string[] {
  const settings = [
    'listen_addresses=',
    'log_min_messages=log',
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
  ];
  settings.push('timezone=UTC', 'log_timezone=UTC', 'jit=off', 'max_connections=100', 'cluster_name=haven');
  if (!fsync) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  return ['-D', cluster, '-k', socketDir, '-p', '5432', ...settings.flatMap((setting) => ['-c', setting])];
}

export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

async function openLog(file: string, account: Account) {
  const log = await open(file, 'a', 0o600);
  if (account) await log.chown(account.uid, account.gid);
  if ((await log.stat()).size > LOG_LIMIT_BYTES) await log.truncate();
  return log;
}

async function logTail(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-6).join('\n');
}

/** Resolves true when the server says it takes connections, false when it has `gone`. Recovery may take long, so there is no limit. */
export async function becomesReady(pid: number, cluster: string, gone: () => Promise<boolean>): Promise<boolean> {
  for (;;) {
    const now = await readPostmaster(cluster);
    if (now?.pid === pid && now.ready) return true;
    if (await gone()) return false;
    await sleep(POLL_MS);
  }
}

/** Fast shutdown: open transactions roll back, everything committed is on disk. Waits for the end; aborts after 20 s. */
export async function shutDown(pid: number, cluster: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  if (await isServing(pid, cluster)) process.kill(pid, 'SIGINT');
  while (await isServing(pid, cluster)) {
    if (performance.now() > deadline) process.kill(pid, 'SIGQUIT');
    await sleep(POLL_MS);
  }
}
