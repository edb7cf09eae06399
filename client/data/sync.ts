import { effect } from '@preact/signals';
import type { Socket } from 'socket.io-client';
import type { Changes } from '../../shared/sync.ts';
import { type Retry, makeRetry } from './retry.ts';
import { ApiProblem, ask, signedOut } from './api.ts';
import { flush } from './outbox.ts';
import { pending } from './pending.ts';
import { apply, cursor, forget, holding, timesForgotten, view } from './store.ts';
import { confirmed, connected, disconnected } from './connection.ts';

const PULL_MS = 20_000;
const BEHIND_MS = 1500;

/** A refused connection does not say why: every so many tries it is asked over HTTP. */
const ASK_WHY_EVERY = 4;

let wanted = false;
let socket: Socket | null = null;
let pulling: Promise<void> | null = null;
/** Once more, when what is being asked has been answered. */
let again = false;
let wall = false;
/** How a wall asks by a session of its own, whoever is signed in beside it: where only walls do. See wallSession.ts. */
export const asWall: {
  pull?: (from: { since: number; view?: string }) => Promise<Changes>;
  query?: { wall: '1' };
} = {};
/** Called when what this person may do has changed. */
export const accessChanged = { tell: (): void => undefined };

const take = (changes: Changes, asked: number | null): void => {
  const outcome = apply(changes, asked);
  // An answer that does not fit where it was asked from would not fit the next time either: the clock asks again.
  if (outcome === 'gap' && asked !== cursor.peek()) missed();
  else if (outcome === 'applied') confirmed();
};

/** Asks for everything since the cursor. Safe at any time; several askers share one answer. */
export const pull = (): Promise<void> => {
  pulling ??= askAll().finally(() => (pulling = null));
  return pulling;
};

/** An answer under way may have been made before what is missed now. */
const missed = (): void => {
  again = pulling !== null;
  void pull();
};

const askAll = async (): Promise<void> => {
  do {
    again = false;
    await askOnce();
  } while (again);
};

const askOnce = async (): Promise<void> => {
  const operationId = holding.peek();
  if (!operationId) return;
  const held = view.peek();
  const since = cursor.peek();
  const forgotten = timesForgotten();
  const from = { since, ...(held ? { view: held } : {}) };
  const asked =
    asWall.pull?.(from) ??
    ask('/api/operations/:id/pull', { id: operationId, ...from, ...(wall ? { wall: '1' as const } : {}) });
  const answer = await asked.catch((error: unknown) => {
    if (!(error instanceof ApiProblem)) throw error;
    return error;
  });
  // Asked for another operation, or by another person: neither its rows nor its refusal are for who is here now.
  if (forgotten !== timesForgotten()) again = true;
  else if (!(answer instanceof ApiProblem)) take(answer, since);
  else if (answer.body.status === 404) forget();
};

const subscribe = (): void => {
  const operationId = holding.peek();
  if (operationId) socket?.emit('subscribe', { operationId, since: cursor.peek(), wall });
};

/** Everything there is comes over HTTP, once; the socket brings what comes after it. */
const begin = async (): Promise<void> => {
  const operationId = holding.peek();
  if (cursor.peek() === 0) await pull();
  if (holding.peek() === operationId) subscribe();
};

/** Shows one operation, live. The wall asks to be sent less than its user may see. */
export const follow = (operationId: string | null, atWall = false): void => {
  if (holding.peek() === operationId && wall === atWall) return;
  forget();
  wall = atWall;
  holding.value = operationId;
  if (!operationId) {
    socket?.emit('unsubscribe');
    return;
  }
  void begin();
};

const open = (): void => {
  if (socket) socket.connect();
  else make().catch(failed);
};
const line: Retry = makeRetry(open);

/** Where its own script could not be fetched. */
const failed = (error: unknown): void => {
  if (!(error instanceof TypeError)) throw error;
  line.soon();
};

/** A question over HTTP tells whether the session is over or Haven is not ready. */
const refused = (): void => {
  if (line.soon() % ASK_WHY_EVERY !== 0) return;
  ask('/api/me', {}).catch((error: unknown) => {
    if (!(error instanceof ApiProblem)) throw error;
  });
};

const make = async (): Promise<void> => {
  const { io } = await import('socket.io-client');
  if (socket || !wanted) return;
  const made = io({ transports: ['websocket'], reconnection: false, ...asWall });
  socket = made;
  made.on('connect', () => {
    line.stop();
    connected();
    void begin();
    flush();
  });
  made.on('changes', (changes: Changes) => take(changes, null));
  made.on('access', () => accessChanged.tell());
  made.on('signedOut', () => signedOut.tell());
  // A lost connection signs nobody out: a server that restarts drops it too.
  made.on('disconnect', () => {
    if (made !== socket) return;
    disconnected();
    line.soon();
  });
  made.on('connect_error', () => made === socket && refused());
};

export const connect = (): void => {
  if (wanted) return;
  wanted = true;
  open();
};

export const disconnect = (): void => {
  const was = socket;
  wanted = false;
  socket = null;
  line.stop();
  was?.disconnect();
  forget();
};

// What was accepted should be on the screen soon, also when the socket is not back yet.
let nudge: ReturnType<typeof setTimeout> | undefined;
effect(() => {
  const seen = cursor.value;
  const behind = pending.value.some((it) => it.state === 'accepted' && (it.seq ?? 0) > seen);
  clearTimeout(nudge);
  if (behind) nudge = setTimeout(() => void pull(), BEHIND_MS);
});

setInterval(() => void pull(), PULL_MS);
const look = (): void => {
  line.now();
  void pull();
};
addEventListener('online', look);
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look());
