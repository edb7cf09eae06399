import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Server, type Socket } from 'socket.io';
import type { z } from 'zod';
import { subscribe, type Changes } from '../../shared/sync.ts';
import type { Actor } from './actor.ts';
import type { Sessions } from './actor.ts';
import { Background, failing } from './background.ts';
import { isUnavailable } from './databaseErrors.ts';
import type { Deps } from './deps.ts';
import { sameOrigin } from './sameOrigin.ts';
import { audienceOf, type Audience } from './project.ts';
import { answer, whole } from './pull.ts';
import { roomOf, startTail, type Tail } from './tail.ts';

/** A grant or session that has ended is noticed within this time even if nobody said so. */
const SWEEP_MS = 1000;
/** Not all are looked at in one moment: changes wait behind it. */
const PARTS = 4;
const KEEP_MS = 60_000;

/** More than this is not sent in one frame, which would hold up everybody: whoever is told how far the stream is asks over HTTP. */
const MOST_IN_A_FRAME = 2000;
/** Far more than anybody needs who opens one operation after the other. */
const ASKS = { points: 60, duration: 10 };

type Ask = z.infer<typeof subscribe>;

interface Watching {
  operationId: string;
  wall: boolean;
  audience: Audience;
}

interface SocketData {
  actor: Actor;
  /** Which look at its session its actor is from. */
  look: number;
  /** It was opened by a wall's own session. */
  isWall: boolean;
  watching: Watching | null;
  /** What it asked for last, and has not been seen to yet. */
  asked: Ask | null;
  /** Its last question is being answered. */
  answering: boolean;
  /** Which part of the sweep looks at it. */
  part: number;
}

type HavenSocket = Socket<
  Record<string, never>,
  Record<string, (payload: unknown) => void>,
  Record<string, never>,
  SocketData
>;

/** An address of its own, so that a wall is itself where somebody is signed in beside it. */
const isWall = ({ url }: IncomingMessage): boolean => /[?&]wall=1(&|$)/.test(url ?? '');

const headersOf = (request: IncomingMessage): Headers => new Headers({ cookie: request.headers.cookie ?? '' });

export interface Live {
  /** Looks again at what one person may see; a session that ended is cut. */
  recheck(userId: string): void;
  /** Says how far a stream has come, and by what. */
  wake: Tail['wake'];
  stop(): Promise<void>;
}

/** `policy`: the content security policy of every answer. */
export const startLive = async (http: HttpServer, deps: Deps, sessions: Sessions, policy: string): Promise<Live> => {
  const actors = new WeakMap<IncomingMessage, Actor>();
  let stopping = false;
  const io = new Server<
    Record<string, never>,
    Record<string, (payload: unknown) => void>,
    Record<string, never>,
    SocketData
  >(http, {
    serveClient: false,
    maxHttpBufferSize: 64 * 1024,
    allowRequest: (request, allow) => {
      // `cors.origin` does not stop a socket opened by another site; this does.
      if (!sameOrigin(request.headers.origin, request.headers.host)) {
        allow('wrong origin', false);
        return;
      }
      // A socket that reconnects by itself does not count as somebody using the session.
      const headers = headersOf(request);
      (isWall(request) ? sessions.wallOf(headers) : sessions.actorOf(headers, { use: false })).then(
        (actor) => {
          if (actor) actors.set(request, actor);
          // Whoever comes back while this server goes would hang on it: the next one takes them.
          if (stopping) allow('unavailable', false);
          else allow(actor ? null : 'not signed in', actor !== null);
        },
        () => allow('unavailable', false),
      );
    },
  });
  // Not by its `headers`, which are those of whoever is let in: a refusal has them too.
  io.engine.use((_: IncomingMessage, response: ServerResponse, next: () => void) => {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Security-Policy', policy);
    next();
  });
  const tail = await startTail(deps, (room, changes: Changes) => void io.to(room).emit('changes', changes));

  const stopWatching = (socket: HavenSocket) => {
    const { watching } = socket.data;
    if (!watching) return;
    socket.data.watching = null;
    const room = roomOf(watching.operationId, watching.audience.view);
    void socket.leave(room);
    endIfAlone(watching);
  };

  const endIfAlone = ({ operationId, audience }: Watching) => {
    if (!io.sockets.adapter.rooms.get(roomOf(operationId, audience.view))?.size)
      tail.unwatch(operationId, audience.view);
  };

  const missedBy = async ({ operationId, audience }: Watching, since: number): Promise<Changes> => {
    const missed = await answer(deps, operationId, since, audience);
    const { to, view } = missed.about;
    return (await whole(missed, MOST_IN_A_FRAME)) ?? { operationId, from: to, to, view, changes: [] };
  };

  const failed = failing(deps.log, 'socket-failed');
  /** Nothing would reach it: its line is dropped, so that it comes back and begins anew. A defect would meet it again. */
  const notBegun = (socket: HavenSocket, error: unknown): void => {
    failed(error);
    if (isUnavailable(error)) socket.conn.close();
  };

  const startWatching = async (socket: HavenSocket, ask: Ask) => {
    stopWatching(socket);
    if (!socket.connected) return;
    const wall = ask.wall || socket.data.isWall;
    const audience = audienceOf(socket.data.actor.grants, ask.operationId, wall);
    if (!audience) {
      socket.emit('refused', { operationId: ask.operationId, type: '/problems/not-found' });
      return;
    }
    const watching = { operationId: ask.operationId, wall, audience };
    socket.data.watching = watching;
    await socket.join(roomOf(ask.operationId, audience.view));
    await tail.watch(ask.operationId, audience);
    // It may have gone meanwhile: then nobody else would end what has just begun.
    if (socket.data.watching !== watching) {
      endIfAlone(watching);
      return;
    }
    const missed = await missedBy(watching, ask.since);
    // What it may see can have changed while this was read.
    if (socket.data.watching === watching) socket.emit('changes', missed);
  };

  const apply = async (socket: HavenSocket, actor: Actor | undefined): Promise<void> => {
    if (!actor) {
      socket.emit('signedOut', {});
      socket.disconnect(true);
      return;
    }
    const before = JSON.stringify(socket.data.actor.grants);
    socket.data.actor = actor;
    if (before === JSON.stringify(actor.grants)) return;
    socket.emit('access', {});
    const { watching } = socket.data;
    // Another view: everything is sent again.
    if (watching)
      await startWatching(socket, { ...watching, since: 0 }).catch((error: unknown) => notBegun(socket, error));
  };

  let looks = 0;
  /** One query for any number of sockets. What was found before a later look has been told says nothing any more. */
  const recheck = async (chosen: readonly HavenSocket[]): Promise<void> => {
    if (chosen.length === 0) return;
    looks += 1;
    const look = looks;
    const live = await sessions.refresh([...new Set(chosen.map((it) => it.data.actor.sessionId))]);
    const heeding = chosen.filter((it) => it.data.look < look);
    for (const it of heeding) it.data.look = look;
    await Promise.all(heeding.map((it) => apply(it, live.get(it.data.actor.sessionId))));
  };

  const connected = (): HavenSocket[] => [...io.sockets.sockets.values()].filter((it) => it.data.actor !== undefined);

  const background = new Background();
  const meanwhile = (work: Promise<void>): void => background.add(work.catch(failed));

  const asks = new RateLimiterMemory(ASKS);

  /** Answers one question of a socket at a time, then the last of those asked meanwhile. */
  const answerAsks = async (socket: HavenSocket): Promise<void> => {
    if (socket.data.answering) return;
    socket.data.answering = true;
    for (let ask = socket.data.asked; ask; ask = socket.data.asked) {
      socket.data.asked = null;
      await recheck([socket])
        .then(() => startWatching(socket, ask))
        .catch((error: unknown) => notBegun(socket, error));
    }
    socket.data.answering = false;
  };

  const take = async (socket: HavenSocket, payload: unknown): Promise<void> => {
    const asked = subscribe.safeParse(payload);
    // What is no question costs nothing to look up, and uses up nobody's.
    const slug = asked.success
      ? await asks.consume(socket.id).then(
          () => null,
          () => 'too-many-requests',
        )
      : 'invalid-fields';
    if (slug) socket.emit('refused', { type: `/problems/${slug}` });
    if (slug || !asked.success) return;
    socket.data.asked = asked.data;
    await answerAsks(socket);
  };

  let opened = 0;
  io.on('connection', (socket) => {
    const actor = actors.get(socket.request);
    if (!actor) {
      socket.disconnect(true);
      return;
    }
    socket.data.actor = actor;
    socket.data.look = 0;
    socket.data.isWall = isWall(socket.request);
    socket.data.watching = null;
    socket.data.asked = null;
    socket.data.answering = false;
    socket.data.part = opened % PARTS;
    opened += 1;
    socket.on('subscribe', (payload: unknown) => meanwhile(take(socket, payload)));
    socket.on('unsubscribe', () => {
      socket.data.asked = null;
      stopWatching(socket);
    });
    socket.on('disconnecting', () => queueMicrotask(() => stopWatching(socket)));
  });

  let sweeping = false;
  let part = 0;
  const sweep = setInterval(() => {
    if (sweeping) return;
    sweeping = true;
    part = (part + 1) % PARTS;
    meanwhile(recheck(connected().filter((it) => it.data.part === part)).finally(() => (sweeping = false)));
  }, SWEEP_MS / PARTS);
  // Nobody else's: a person's own session ends when they leave, also where they look at what a wall shows.
  const keepWalls = setInterval(() => {
    const walls = connected().filter((it) => it.data.isWall);
    if (walls.length > 0) meanwhile(sessions.keep(walls.map((it) => it.data.actor.sessionId)));
  }, KEEP_MS);

  return {
    wake: tail.wake,
    recheck: (userId) => {
      meanwhile(recheck(connected().filter((it) => it.data.actor.userId === userId)));
    },
    stop: async () => {
      stopping = true;
      for (const timer of [sweep, keepWalls]) clearInterval(timer);
      // Lines are dropped, not sent away: clients come back to what was dropped, and to those of the last release being
      // sent away means "signed out".
      const closed = io.close();
      await tail.stop();
      await closed;
      await background.done();
    },
  };
};
