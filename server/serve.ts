import { Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { uuidv7 } from './engine/ids.ts';
import { makeApp } from './app.ts';
import { policy } from './http/guards.ts';
import { makeListener } from './listen.ts';
import { makeAuth, type Auth } from './access/auth.ts';
import { makeSessions } from './access/session.ts';
import { startSweeping } from './access/sweep.ts';
import { endFallenWalls } from './access/walls.ts';
import type { Sessions } from './engine/actor.ts';
import type { Clock, Deps, Log } from './engine/deps.ts';
import type { Connection, Db } from '../db/connect.ts';
import { announcer } from './engine/announce.ts';
import { Background, failing } from './engine/background.ts';
import { isUnavailable } from './engine/databaseErrors.ts';
import { snapshotsDone } from './engine/snapshots.ts';
import { type Live, startLive } from './engine/socket.ts';
import type { Certificate } from './transport.ts';
import { countsFor } from './counts/counts.ts';
import { doAllHeld, doHeldFor, heldDone } from './attention/held/doHeld.ts';
import { takeBackGiven } from './needs/takeBack.ts';

export interface ServeOptions {
  /** Without `reads`, what takes long is read over the same connections as all else. */
  connection: Connection & { reads?: Db };
  host: string;
  /** 0 takes any free port. */
  port: number;
  clock: Clock;
  log: Log;
  keys: Deps['keys'];
  exercise: boolean;
  /** Where a proxy with a certificate stands before this; with a certificate of its own they always are. */
  secureCookies: boolean;
  /** To speak HTTPS itself. */
  certificate?: Certificate | undefined;
  publicUrl?: string | undefined;
  /** How many proxies of ours a request comes through; what others forward is not believed. */
  proxies?: number | undefined;
  clientDir: string | null;
  /** After this many milliseconds without an answer from the database a request is told to try again. */
  patience?: number;
  placeInLine?: Deps['placeInLine'];
}

export interface Running {
  url: string;
  deps: Deps;
  auth: Auth;
  sessions: Sessions;
  /** Takes a renewed certificate for connections from now on. @throws where key and certificate do not fit */
  renew(certificate: Certificate): void;
  /** Lets requests finish, then closes sockets and the listener. The database is the caller's. */
  stop(): Promise<void>;
}

/** What ends with a role or an account. What is missed while the database is away is swept up later. */
const afterAccessChanged = async (deps: Deps, userId: string): Promise<void> => {
  try {
    await endFallenWalls(deps);
    await takeBackGiven(deps, userId);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
  }
};

/** The whole server on an open database: routes, sockets and tail. */
export const startServer = async (options: ServeOptions): Promise<Running> => {
  const { connection, log } = options;
  let recheck = (_userId: string): void => undefined;
  let wake: Live['wake'] = () => undefined;
  const others = announcer(connection.sql, log);
  const background = new Background();
  const deps: Deps = {
    sql: connection.sql,
    db: connection.db,
    reads: connection.reads ?? connection.db,
    clock: options.clock,
    newId: uuidv7,
    log,
    keys: options.keys,
    announce: (streamId, seq, versions) => {
      wake(streamId, seq, versions);
      others.tell(streamId, seq);
    },
    accessChanged: (userId) => {
      recheck(userId);
      background.add(afterAccessChanged(deps, userId).catch(failing(log, 'access-not-followed')));
    },
    countsFor: (reader, operationId, audience) => countsFor(reader, deps, operationId, audience),
    referenceKnown: (operationId, reference) => doHeldFor(deps, operationId, reference),
    exercise: options.exercise,
    ...(options.placeInLine ? { placeInLine: options.placeInLine } : {}),
  };
  const { certificate, publicUrl } = options;
  const secure = options.secureCookies || certificate !== undefined;
  const addressAt = (port: number): string =>
    publicUrl ??
    `${certificate ? 'https' : 'http'}://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;
  const auth = makeAuth(deps, { baseUrl: addressAt(options.port), secureCookies: secure });
  const sessions = makeSessions(deps, auth);
  const app = makeApp(deps, auth, sessions, {
    clientDir: options.clientDir,
    patience: options.patience ?? 10_000,
    https: secure,
    proxies: options.proxies ?? 0,
  });
  const http = makeListener(app.fetch, options.host, log, certificate);
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject).listen(options.port, options.host, resolve);
  });
  const live = await startLive(http, deps, sessions, policy);
  recheck = live.recheck;
  wake = live.wake;
  doAllHeld(deps);
  const sweeping = startSweeping(deps, () => takeBackGiven(deps));
  const { port } = http.address() as AddressInfo;
  return {
    url: addressAt(port),
    renew: (renewed) => {
      if (http instanceof HttpsServer) http.setSecureContext({ ...renewed });
    },
    deps,
    auth,
    sessions,
    stop: async () => {
      // Requests may finish, within five seconds.
      const late = setTimeout(() => http.closeAllConnections(), 5000);
      await Promise.all([live.stop(), snapshotsDone(deps)]);
      clearTimeout(late);
      await heldDone(deps);
      await sweeping.stop();
      await background.done();
      await others.stop();
    },
  };
};
