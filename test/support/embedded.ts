import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'vite';
import { connect } from '../../db/connect.ts';
import { startEmbedded } from '../../db/embedded.ts';
import { serverAccount } from '../../db/embedded/account.ts';
import { readPostmaster } from '../../db/embedded/postmaster.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const OUT = 'dist/fault';

/** Builds test/fault/embedded.program.ts, because Node 22.12 does not read TypeScript. */
export async function buildProgram(): Promise<void> {
  const output = { ssr: 'test/fault/embedded.program.ts', outDir: OUT, emptyOutDir: true, target: 'node22' };
  await build({ configFile: false, root: ROOT, publicDir: false, logLevel: 'warn', build: output });
}

export interface Program {
  pid: number;
  /** Resolves when the program has printed a matching line; rejects when it ends without. */
  says: (line: RegExp) => Promise<void>;
  /** Numbers of the rows acknowledged so far. */
  rows: () => number[];
  complaint: () => string;
  code: () => number | null;
  ended: Promise<void>;
  kill: (signal: 'SIGKILL' | 'SIGTERM') => Promise<void>;
}

/** The program writes rows without end, in a process group of its own as under a terminal. */
export function startProgram(dataDir: string): Program {
  const script = path.join(ROOT, OUT, 'embedded.program.js');
  const child = spawn(process.execPath, [script, dataDir], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let complaint = '';
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  child.stderr.on('data', (chunk) => (complaint += String(chunk)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const over = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? 0,
    says: async (wanted) => {
      while (!lines.some((line) => wanted.test(line))) {
        if (over()) throw new Error(`The program ended before it said ${wanted}:\n${complaint}`);
        await sleep(5);
      }
    },
    rows: () => lines.filter((line) => line.startsWith('row ')).map((line) => Number(line.slice(4))),
    complaint: () => complaint,
    code: () => child.exitCode,
    ended,
    kill: async (signal) => {
      if (!over()) child.kill(signal);
      await ended;
    },
  };
}

export async function clusterOf(dataDir: string): Promise<string> {
  return path.join(await realpath(path.join(dataDir, 'pg')), '18');
}

export async function serverPid(dataDir: string): Promise<number> {
  return (await readPostmaster(await clusterOf(dataDir)))?.pid ?? 0;
}

/** kill -9 to the server and each of its processes. Returns the number the server had. */
export async function killCluster(dataDir: string): Promise<number> {
  const pid = await serverPid(dataDir);
  const all = await processesIn(await clusterOf(dataDir));
  for (const each of [pid, ...all]) kill(each);
  return pid;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** A process that has nothing to do with the database, but runs under the account of its server. */
export async function bystander(cluster: string): Promise<ChildProcess> {
  return spawn('sleep', ['3600'], { ...(await serverAccount(cluster)), cwd: '/', stdio: 'ignore' });
}

/** The server and each of its processes. */
export async function processesOf(dataDir: string): Promise<number[]> {
  return processesIn(await clusterOf(dataDir));
}

async function processesIn(cluster: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(pids.map((pid) => realpath(`/proc/${pid}/cwd`).catch(() => '')));
  return pids.filter((_, index) => folders[index] === cluster).map(Number);
}

/** Opens the database in this process, to see which rows are in it. */
export async function openRows(dataDir: string) {
  const embedded = await startEmbedded({ dataDir, log: () => undefined });
  const { sql } = connect(embedded.options, { max: 1 });
  return {
    adopted: embedded.adopted,
    numbers: async () => (await sql<{ n: number }[]>`select n from written order by n`).map((row) => row.n),
    close: async () => {
      await sql.end({ timeout: 2 });
      await embedded.stop();
    },
  };
}
