import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { uuidv7 } from './ids.ts';
import { makeApp } from './app.ts';
import { makeAuth, type Auth } from './auth/auth.ts';
import { makeSessions, type Sessions } from './auth/session.ts';
import type { Clock, Deps, Log } from './deps.ts';
import type { Connection } from '../db/connect.ts';
import { announcer } from './live/announce.ts';
import { type Live, startLive } from './live/socket.ts';
import { releaseAll, releasesDone } from './people/later/release.ts';

export interface ServeOptions {
  connection: Connection;
  host: string;
  /** 0 takes any free port. */
  port: number;
  clock: Clock;
  log: Log;
  keys: Deps['keys'];
  exercise: boolean;
  secureCookies: boolean;
  publicUrl?: string | undefined;
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
  /** Lets requests finish, then closes sockets and the listener. The database is the caller's. */
  stop(): Promise<void>;
}

/** The whole server on an open database: routes, sockets and tail. */
export const startServer = async (options: ServeOptions): Promise<Running> => {
  const { connection, log } = options;
  let recheck = (_userId: string): void => undefined;
  let wake: Live['wake'] = () => undefined;
  const tellOthers = announcer(connection.sql, log);
  const deps: Deps = {
    ...connection,
    clock: options.clock,
    newId: uuidv7,
    log,
    keys: options.keys,
    announce: (streamId, seq, versions) => {
      wake(streamId, seq, versions);
      tellOthers(streamId, seq);
    },
    accessChanged: (userId) => recheck(userId),
    exercise: options.exercise,
    ...(options.placeInLine ? { placeInLine: options.placeInLine } : {}),
  };
  const baseUrl = options.publicUrl ?? `http://${options.host}:${options.port}`;
  const auth = makeAuth(deps, { baseUrl, secureCookies: options.secureCookies });
  const sessions = makeSessions(deps, auth);
  const app = makeApp(deps, auth, sessions, { clientDir: options.clientDir, patience: options.patience ?? 10_000 });
  const http = await new Promise<HttpServer>((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: options.host, port: options.port }, () =>
      resolve(server as HttpServer),
    );
    server.once('error', reject);
  });
  const live = await startLive(http, deps, sessions);
  recheck = live.recheck;
  wake = live.wake;
  releaseAll(deps);
  const { port } = http.address() as AddressInfo;
  return {
    url: options.publicUrl ?? `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    deps,
    auth,
    sessions,
    stop: async () => {
      await live.stop();
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeIdleConnections();
        setTimeout(() => http.closeAllConnections(), 5000).unref();
      });
      await releasesDone(deps);
    },
  };
};
