import type { Socket } from 'socket.io-client';
import { account, session } from '../../db/schema/users.ts';
import { SESSION_HOURS } from '../../server/access/auth.ts';
import type { Sql } from '../../db/connect.ts';
import type { Clock, Deps } from '../../server/engine/deps.ts';
import { uuidv7 } from '../../server/engine/ids.ts';
import { type Running, startServer } from '../../server/serve.ts';
import type { Certificate } from '../../server/transport.ts';
import type { Grant, RoleName } from '../../shared/roles.ts';
import type { Changes } from '../../shared/sync.ts';
import { type FreshDatabase, freshDatabase } from './cluster.ts';
import { makeCentre, makeOperation, makeUser, type NewCentre, type NewOperation, nth } from './givenRows.ts';
import type { Mirror } from './mirror.ts';
import { type PairedTablet, type PairingTablet, pairTablet } from './pairedTablet.ts';
import { STANDSTILL_MS } from './patience.ts';
import { RecordingLog } from './recordingLog.ts';
import { cookieFor, whoAsks } from './whoAsks.ts';

/** When every test begins, unless it brings a clock of its own. */
export const MORNING = new Date('2026-11-19T05:30:00Z');
const testKeys: Deps['keys'] = {
  audit: Buffer.alloc(32, 7),
  session: 'a secret that only tests know, and long enough',
};

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  advance(minutes: number): void;
}

export const testClock = (startsAt: Date = MORNING): TestClock => {
  let now = startsAt.getTime();
  return { now: () => new Date(now), rate: 1, advance: (minutes) => void (now += minutes * 60_000) };
};

export interface Answer<Body = Record<string, never>> {
  status: number;
  headers: Headers;
  /** Parsed JSON, or `null` where there is none. */
  body: Body;
  text: string;
  /** The server said that it had answered this before. */
  replay: boolean;
}

// Tests look into answers freely; what they expect of them is the check.
// oxlint-disable-next-line typescript/no-explicit-any
export type Loose = any;

export interface Sending {
  method?: string;
  body?: string | Uint8Array;
  headers?: Record<string, string>;
}

export interface Person {
  userId: string;
  name: string;
  sessionId: string;
  cookie: string;
  send(path: string, sending?: Sending): Promise<Answer<Loose>>;
  get(path: string): Promise<Answer<Loose>>;
  post(path: string, body: unknown): Promise<Answer<Loose>>;
  command(name: string, args: unknown, envelope?: { id?: string; occurredAt?: string }): Promise<Answer<Loose>>;
  /** The same, where a refusal would be a defect of the test: answers the result. */
  done(name: string, args: unknown, envelope?: { id?: string; occurredAt?: string }): Promise<Loose>;
  pull(operationId: string, since?: number, query?: string): Promise<Changes>;
  /** A fresh snapshot. */
  mirror(operationId: string, wall?: boolean): Promise<Mirror>;
  /** Connected, not subscribed. Closed with the app. */
  socket(): Promise<Socket>;
}

export interface Place {
  operationId?: string | null;
  centreId?: string | null;
  address?: boolean;
  endsAt?: Date;
  name?: string;
}

export interface TestApp {
  url: string;
  running: Running;
  /** The server's own: they may what the application's role may. */
  deps: Deps;
  /** The database as its owner: to lay out, to spoil and to look where the application may not. */
  owner: Sql;
  clock: Clock & Partial<TestClock>;
  log: RecordingLog;
  newId(): string;
  /** Somebody with a live session and one grant. Pass several grants as an array. */
  signInAs(role: RoleName | Grant[], place?: Place): Promise<Person>;
  /** An account that can sign in with a password. */
  account(email: string, password: string, grants?: readonly Grant[]): Promise<string>;
  /** Somebody holding this cookie. */
  holding(cookie: string): Person;
  /** Nobody: no cookie. */
  nobody: Person;
  operation(given?: NewOperation): Promise<string>;
  centre(given: NewCentre): Promise<string>;
  /** A tablet set up at a centre, with volunteers who have chosen their PIN. */
  pairTablet(given: PairingTablet): Promise<PairedTablet>;
  /** Stops the server as Ctrl-C does, and starts another at the same address and database once `meanwhile` is over. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  /** Stops the server and drops the database. @throws where the server logged a defect nobody expected */
  stop(): Promise<void>;
}

/** The real server on a fresh database, listening on a free port of this machine. */
export const startTestApp = async (
  options: {
    clock?: Clock;
    exercise?: boolean;
    clientDir?: string;
    placeInLine?: Deps['placeInLine'];
    certificate?: Certificate;
    /** Where a folder that was lived with before is meant. */
    database?: FreshDatabase;
    keys?: Deps['keys'];
    proxies?: number;
  } = {},
): Promise<TestApp> => {
  const { database = await freshDatabase(), keys = testKeys } = options;
  const clock: Clock & Partial<TestClock> = options.clock ?? testClock();
  const log = new RecordingLog();
  const serving = {
    connection: database,
    host: '127.0.0.1',
    port: 0,
    clock,
    log,
    keys,
    exercise: options.exercise ?? false,
    secureCookies: false,
    certificate: options.certificate,
    proxies: options.proxies,
    patience: STANDSTILL_MS,
    clientDir: options.clientDir ?? null,
    placeInLine: options.placeInLine,
  };
  let running = await startServer(serving);
  const { deps, url } = running;
  const sockets: Socket[] = [];
  const person = whoAsks({ url, clock, sockets });

  const app: TestApp = {
    url,
    running,
    deps,
    owner: database.owner,
    clock,
    log,
    newId: uuidv7,
    signInAs: async (role, { operationId = null, centreId = null, address = true, endsAt, name } = {}) => {
      const grants = Array.isArray(role) ? role : [{ role, operationId, centreId, address, endsAt }];
      const called = name ?? `${typeof role === 'string' ? role : 'someone'} ${nth()}`;
      const userId = await makeUser(deps, called, `${uuidv7()}@haven.example`, grants);
      const token = uuidv7();
      const sessionId = uuidv7();
      const expiresAt = new Date(Date.now() + SESSION_HOURS * 3_600_000);
      await deps.db.insert(session).values({ id: sessionId, token, userId, expiresAt });
      return person(cookieFor(keys.session, token), { userId, name: called, sessionId });
    },
    account: async (email, password, grants = []) => {
      const userId = await makeUser(deps, email, email, grants);
      const hash = await (await running.auth.$context).password.hash(password);
      const login = { accountId: userId, providerId: 'credential', userId, password: hash };
      await deps.db.insert(account).values({ id: uuidv7(), ...login });
      return userId;
    },
    holding: (cookie) => person(cookie, { userId: '', name: '', sessionId: '' }),
    nobody: person('', { userId: '', name: '', sessionId: '' }),
    operation: (given = {}) => makeOperation(deps, given),
    centre: (given) => makeCentre(deps, given),
    pairTablet: (given) => pairTablet(app, given),
    restart: async (meanwhile) => {
      await running.stop();
      await meanwhile?.();
      running = await startServer({ ...serving, port: Number(new URL(url).port) });
    },
    stop: async () => {
      for (const socket of sockets) socket.disconnect();
      await running.stop();
      await database.drop();
      log.assertQuiet();
    },
  };
  return app;
};
