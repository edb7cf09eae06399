import path from 'node:path';
import { serverAccount } from './embedded/account.ts';
import { binaries } from './embedded/binaries.ts';
import { ensureCluster } from './embedded/cluster.ts';
import { clusterPath, makeFolders } from './embedded/folders.ts';
import type { Embedded } from './embedded/keeper.ts';
import { keep } from './embedded/keeper.ts';

export interface EmbeddedOptions {
  /** Haven's data folder; the cluster is made in `pg` below it. */
  dataDir: string;
  log: (message: string) => void;
  /** Only for throwaway clusters: false trades durability for speed. */
  fsync?: boolean;
  /** Runs when another Haven has taken the folder while our server was down. Default: end this process. */
  onLost?: (reason: Error) => void;
}

/**
 * Starts a PostgreSQL server of our own on a Unix socket, or adopts the one a killed Haven left behind, and keeps it
 * running until `stop`. It stays up when this process dies.
 * @throws DataFolderInUse when another Haven runs on the folder; Error with a remedy when the server cannot run
 */
export async function startEmbedded({ log, fsync = true, ...options }: EmbeddedOptions): Promise<Embedded> {
  const dataDir = path.resolve(options.dataDir);
  const account = await serverAccount(await clusterPath(dataDir).catch(explainDenied(dataDir)));
  const [bin, folders] = await Promise.all([binaries(account), makeFolders(dataDir, account, log)]);
  if (await ensureCluster(folders, bin, account, fsync)) log(`Made a new database in ${folders.cluster}`);
  return keep({ bin, ...folders, account, fsync, log, onLost: options.onLost ?? endProcess(log) });
}

function endProcess(log: (message: string) => void) {
  return (reason: Error) => {
    log(reason.message);
    process.exit(1);
  };
}

function explainDenied(dataDir: string) {
  return (cause: NodeJS.ErrnoException): never => {
    if (cause.code !== 'EACCES') throw cause;
    const remedy = 'Run Haven as the account that made it, or choose another HAVEN_DATA.';
    throw new Error(`This account may not read the data folder ${dataDir}. ${remedy}`, { cause });
  };
}
