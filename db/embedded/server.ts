import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeSocketFolder } from './folders.ts';
import type { Launch } from './postmaster.ts';
import { becomesReady, launch, readPostmaster } from './postmaster.ts';
import { clearStale, isServing } from './stale.ts';

export interface Server {
  pid: number;
  socketPath: string;
  /** False when this call started it. */
  adopted: boolean;
}

// Backends of a killed server take a moment to notice; another Haven may be starting the same server.
const PASSING = /shared memory block|lock file/;
const PATIENCE_MS = 60_000;

/** The running server of a cluster: found by its `postmaster.pid`, else started. */
export async function serve(plan: Launch): Promise<Server> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const running = (await adopt(plan.cluster)) ?? (await start(plan));
    if (typeof running !== 'string') return running;
    if (!PASSING.test(running) || performance.now() > deadline) {
      throw new Error(`The database server did not start. The end of ${plan.logFile} says:\n${running}`);
    }
    await sleep(100);
  }
}

async function adopt(cluster: string): Promise<Server | undefined> {
  const found = await readPostmaster(cluster);
  const gone = async () => !found || !(await isServing(found.pid, cluster));
  if (!found || (await gone()) || !(await becomesReady(found.pid, cluster, gone))) {
    await clearStale(path.join(cluster, 'postmaster.pid'), cluster);
    return undefined;
  }
  const { pid, socketDir, port } = (await readPostmaster(cluster)) ?? found;
  return { pid, socketPath: socketFile(socketDir, port), adopted: true };
}

async function start(plan: Launch): Promise<Server | string> {
  const socketDir = await makeSocketFolder(plan.cluster, plan.account);
  await clearStale(`${socketFile(socketDir, '5432')}.lock`, plan.cluster);
  const { pid, exited } = await launch(plan, socketDir);
  let over = pid === undefined;
  void exited.then(() => (over = true));
  if (!pid || !(await becomesReady(pid, plan.cluster, () => Promise.resolve(over)))) return exited;
  return { pid, socketPath: socketFile(socketDir, '5432'), adopted: false };
}

function socketFile(folder: string, port: string): string {
  return path.join(folder, `.s.PGSQL.${port}`);
}
