import { setTimeout as sleep } from 'node:timers/promises';
import { OWNER } from './cluster.ts';
import { removeSocketFolder } from './folders.ts';
import type { Holder } from './holder.ts';
import { DataFolderInUse, hold } from './holder.ts';
import type { Launch } from './postmaster.ts';
import { shutDown } from './postmaster.ts';
import type { Server } from './server.ts';
import { serve } from './server.ts';

const DATABASE = 'haven';

/** How to reach the server: options for postgres.js. `path` is a Unix socket. */
export interface SocketTarget {
  path: string;
  database: string;
  username: string;
}

export interface Embedded {
  options: SocketTarget;
  /** True when the server was already running, left behind by a Haven that was killed. */
  adopted: boolean;
  /** Process number of the server as last started. */
  serverPid: () => number;
  /** Fast shutdown, waited for. Close the pools first. */
  stop: () => Promise<void>;
}

export interface Plan extends Launch {
  log: (message: string) => void;
  onLost: (reason: Error) => void;
}

interface Claim {
  server: Server;
  holder: Holder;
}

/** Claims the cluster's server for this process, and starts it again whenever it dies. */
export async function keep(plan: Plan): Promise<Embedded> {
  let broken: Promise<void> = Promise.resolve();
  let stopped: Promise<void> | undefined;
  let mine: Claim | undefined;
  const lost = () => {
    if (!stopped) broken = recover();
  };
  const recover = async () => {
    plan.log('The database server went away; starting it again');
    mine = await reclaim(plan, lost, () => stopped !== undefined);
  };
  const end = async () => {
    await broken;
    if (mine) await shutDown(mine.server.pid, plan.cluster);
    await mine?.holder.release();
    if (mine) await removeSocketFolder(mine.server.socketPath, plan.account);
  };
  const first = await claim(plan, lost);
  mine = first;
  if (first.server.adopted)
    plan.log(`Took over the database server an earlier Haven left running (process ${first.server.pid})`);
  return {
    adopted: first.server.adopted,
    options: { path: first.server.socketPath, database: DATABASE, username: OWNER },
    serverPid: () => mine?.server.pid ?? first.server.pid,
    stop: () => (stopped ??= end()),
  };
}

async function claim(plan: Plan, lost: () => void): Promise<Claim> {
  const server = await serve(plan);
  try {
    return { server, holder: await hold(server.socketPath, DATABASE, lost) };
  } catch (error) {
    if (!(await worthAnotherTry(error, server, plan))) throw error;
    return claim(plan, lost);
  }
}

const CUT = new Set(['ECONNRESET', 'EPIPE', 'CONNECTION_CLOSED']);

async function worthAnotherTry(error: unknown, server: Server, { cluster }: Plan): Promise<boolean> {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const recovering = code === '57P03';
  const unreachable = code === 'ENOENT' || code === 'ECONNREFUSED';
  // Taken over while it was dying: the next look finds it gone.
  const dying = server.adopted && CUT.has(code);
  if (recovering || dying) await sleep(100);
  // A server whose socket was cleaned away answers nobody: let it finish and start afresh.
  if (unreachable && server.adopted) await shutDown(server.pid, cluster);
  return recovering || dying || (unreachable && server.adopted);
}

async function reclaim(plan: Plan, lost: () => void, stopped: () => boolean): Promise<Claim | undefined> {
  let said = '';
  while (!stopped()) {
    try {
      const again = await claim(plan, lost);
      plan.log('The database server is back');
      return again;
    } catch (error) {
      const message = (error as Error).message;
      if (error instanceof DataFolderInUse) return void plan.onLost(error);
      if (message !== said) plan.log(message);
      said = message;
      await sleep(200);
    }
  }
  return undefined;
}
