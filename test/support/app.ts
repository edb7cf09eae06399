import { createHmac } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { centre, centreAccess, operation } from '../../db/schema/operations.ts';
import { accessGrant, account, session, user } from '../../db/schema/users.ts';
import type { Actor } from '../../server/engine/actor.ts';
import { SESSION_HOURS } from '../../server/access/auth.ts';
import { command, type Context } from '../../server/engine/define.ts';
import { execute } from '../../server/engine/execute.ts';
import type { Clock, Deps } from '../../server/engine/deps.ts';
import { uuidv7 } from '../../server/engine/ids.ts';
import { type Running, startServer } from '../../server/serve.ts';
import type { Certificate } from '../../server/transport.ts';
import { contract } from '../../shared/contract.ts';
import type { Grant, RoleName } from '../../shared/roles.ts';
import type { Changes } from '../../shared/sync.ts';
import { freshDatabase } from './cluster.ts';
import { Mirror } from './mirror.ts';
import { type PairedTablet, type PairingTablet, pairTablet } from './pairedTablet.ts';
import { STANDSTILL_MS } from './patience.ts';
import { RecordingLog } from './recordingLog.ts';

/** When every test begins, unless it brings a clock of its own. */
export const MORNING = new Date('2026-11-19T05:30:00Z');
const keys = { audit: Buffer.alloc(32, 7), session: 'a secret that only tests know, and long enough' };

/** Names are told apart by a number: letters drawn at random now and then make a word that a test looks for. */
let named = 0;
const nth = (): number => (named += 1);

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

const cookieFor = (token: string): string => {
  const signature = createHmac('sha256', keys.session).update(token).digest('base64');
  return `haven.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
};

const answerOf = async (response: Response): Promise<Answer<Loose>> => {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text !== '' ? JSON.parse(text) : null,
    text,
    replay: response.headers.get('idempotent-replay') === 'true',
  };
};

/** A command made for a test: writes rows through the one door, so that they are chained, versioned and sent. */
const insideTheDoor = async (
  deps: Deps,
  operationId: string,
  opens: boolean,
  work: (context: Context<unknown>) => Promise<void>,
) => {
  const actor: Actor = {
    userId: 'test',
    name: 'Test',
    email: 'test@haven.example',
    sessionId: 'test',
    deviceId: null,
    grants: [{ role: 'planner', operationId: null, centreId: null, address: true }],
  };
  const args = z.object({ operationId: z.string() });
  const made = contract({
    name: 'test.make',
    title: 'Make rows for a test',
    args,
    result: z.object({}),
    example: { operationId },
  });
  const it = command<typeof made>({
    contract: made,
    right: 'operations.open',
    stream: () => operationId,
    where: 'registers',
    ...(opens ? { createsStream: true as const } : {}),
    handle: async (context) => {
      await work(context as unknown as Context<unknown>);
      return {};
    },
  });
  const outcome = await execute(it, actor, { id: uuidv7(), args: { operationId }, occurredAt: deps.clock.now() }, deps);
  if (!outcome.ok) throw new Error(`A row for a test was refused: ${JSON.stringify(outcome.problem)}`);
};

type NewOperation = Partial<typeof operation.$inferInsert>;
type NewCentre = Partial<typeof centre.$inferInsert> & { operationId: string; venueId?: string };

const makeOperation = async (deps: Deps, given: NewOperation): Promise<string> => {
  const id = given.id ?? uuidv7();
  await insideTheDoor(deps, id, true, async ({ rows, now }) => {
    await rows.insert('operation', {
      id,
      codeName: `Marram ${nth()}`,
      type: 'warrant',
      state: 'running',
      openedBy: 'test',
      openedAt: now,
      ...given,
    });
  });
  return id;
};

const makeCentre = async (deps: Deps, { venueId, ...given }: NewCentre): Promise<string> => {
  const id = given.id ?? uuidv7();
  await insideTheDoor(deps, given.operationId, false, async ({ rows, now }) => {
    await rows.insert('centre', {
      id,
      name: `Wren ${nth()}`,
      state: 'open',
      district: 'Amber Valley',
      square: 'SK 35',
      size: 'medium',
      places: 44,
      plannedFor: 40,
      doorsAt: now,
      stateSince: now,
      sheetLetter: 'K',
      ...given,
    });
  });
  if (venueId) await deps.db.insert(centreAccess).values({ id, operationId: given.operationId, venueId });
  return id;
};

export interface TestApp {
  url: string;
  running: Running;
  deps: Deps;
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
  } = {},
): Promise<TestApp> => {
  const database = await freshDatabase();
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
    patience: STANDSTILL_MS,
    clientDir: options.clientDir ?? null,
    placeInLine: options.placeInLine,
  };
  let running = await startServer(serving);
  const { deps, url } = running;
  const sockets: Socket[] = [];

  const person = (cookie: string, known: { userId: string; name: string; sessionId: string }): Person => {
    const send = async (path: string, { method = 'GET', body, headers = {} }: Sending = {}) => {
      const identified = cookie === '' ? headers : { cookie, ...headers };
      const sent = body === undefined ? {} : { body: body as BodyInit };
      return answerOf(await fetch(`${url}${path}`, { method, headers: identified, ...sent }));
    };
    const post = (path: string, body: unknown) =>
      send(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    const order: Person['command'] = (name, args, envelope = {}) =>
      post(`/api/commands/${name}`, {
        id: envelope.id ?? uuidv7(),
        args,
        occurredAt: envelope.occurredAt ?? clock.now().toISOString(),
      });
    const pull: Person['pull'] = async (operationId, since = 0, query = '') => {
      const answer = await send(`/api/operations/${operationId}/pull?since=${since}${query}`);
      if (answer.status !== 200) throw new Error(`Pull was refused: ${answer.status} ${answer.text}`);
      return answer.body as Changes;
    };
    return {
      ...known,
      cookie,
      send,
      get: (path) => send(path),
      post,
      command: order,
      done: async (name, args, envelope) => {
        const answer = await order(name, args, envelope);
        if (answer.status !== 200) throw new Error(`${name} was refused: ${answer.status} ${answer.text}`);
        return answer.body.result;
      },
      pull,
      mirror: async (operationId, wall = false) =>
        new Mirror(await pull(operationId, 0, wall ? '&wall=1' : ''), wall ? '&wall=1' : ''),
      socket: async () => {
        const socket = io(url, { extraHeaders: { cookie, origin: url }, transports: ['websocket'], forceNew: true });
        sockets.push(socket);
        await new Promise<void>((resolve, reject) => {
          socket.once('connect', resolve);
          socket.once('connect_error', (error) => {
            socket.disconnect();
            reject(error);
          });
        });
        return socket;
      },
    };
  };

  const makeUser = async (name: string, email: string, grants: readonly (Grant & { endsAt?: Date | undefined })[]) => {
    const userId = uuidv7();
    await deps.db.insert(user).values({ id: userId, name, email });
    for (const { role, operationId, centreId, address, endsAt } of grants) {
      const place = { operationId, centreId, address, endsAt: endsAt ?? null };
      await deps.db
        .insert(accessGrant)
        .values({ id: uuidv7(), userId, role, ...place, grantedBy: 'test', grantedAt: new Date() });
    }
    return userId;
  };

  const app: TestApp = {
    url,
    running,
    deps,
    clock,
    log,
    newId: uuidv7,
    signInAs: async (role, { operationId = null, centreId = null, address = true, endsAt, name } = {}) => {
      const grants = Array.isArray(role) ? role : [{ role, operationId, centreId, address, endsAt }];
      const called = name ?? `${typeof role === 'string' ? role : 'someone'} ${nth()}`;
      const userId = await makeUser(called, `${uuidv7()}@haven.example`, grants);
      const token = uuidv7();
      const sessionId = uuidv7();
      const expiresAt = new Date(Date.now() + SESSION_HOURS * 3_600_000);
      await deps.db.insert(session).values({ id: sessionId, token, userId, expiresAt });
      return person(cookieFor(token), { userId, name: called, sessionId });
    },
    account: async (email, password, grants = []) => {
      const userId = await makeUser(email, email, grants);
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
