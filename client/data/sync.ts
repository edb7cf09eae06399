import { effect } from '@preact/signals';
import type { Socket } from 'socket.io-client';
import type { Changes } from '../../shared/sync.ts';
import { ApiProblem, getJson, signedOut } from './api.ts';
import { flush } from './outbox.ts';
import { pending } from './pending.ts';
import { apply, cursor, forget, holding, view } from './store.ts';
import { confirmed, unheard } from './truths.ts';

const PULL_MS = 20_000;
const BEHIND_MS = 1500;

let socket: Socket | null = null;
let pulling: Promise<void> | null = null;
let wall = false;
/** Told when what this person may do has changed. */
export const accessChanged = { tell: (): void => undefined };

const take = (changes: Changes): void => {
  const outcome = apply(changes);
  if (outcome === 'gap') void pull();
  else if (outcome === 'applied') confirmed();
};

/** Asks for everything since the cursor. Safe at any time; several askers share one answer. */
export const pull = (): Promise<void> => {
  pulling ??= ask().finally(() => (pulling = null));
  return pulling;
};

const ask = async (): Promise<void> => {
  const operationId = holding.peek();
  if (!operationId) return;
  const held = view.peek();
  const query = `since=${cursor.peek()}${held ? `&view=${held}` : ''}${wall ? '&wall=1' : ''}`;
  try {
    take(await getJson<Changes>(`/api/operations/${operationId}/pull?${query}`));
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.body.status === 404) forget();
  }
};

const subscribe = (): void => {
  const operationId = holding.peek();
  if (operationId) socket?.emit('subscribe', { operationId, since: cursor.peek(), wall });
};

/** Shows one operation, live. The wall asks to be sent less than its user may see. */
export const follow = (operationId: string | null, asWall = false): void => {
  if (holding.peek() === operationId && wall === asWall) return;
  forget();
  wall = asWall;
  holding.value = operationId;
  if (!operationId) {
    socket?.emit('unsubscribe');
    return;
  }
  subscribe();
  void pull();
};

export const connect = async (): Promise<void> => {
  if (socket) return;
  const { io } = await import('socket.io-client');
  if (socket) return;
  socket = io({ transports: ['websocket', 'polling'], reconnectionDelayMax: 5000 });
  socket.on('connect', () => {
    subscribe();
    flush();
  });
  socket.on('changes', take);
  socket.on('access', () => accessChanged.tell());
  socket.on('signedOut', () => signedOut.tell());
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') signedOut.tell();
    else unheard();
  });
};

export const disconnect = (): void => {
  socket?.disconnect();
  socket = null;
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
addEventListener('online', () => void pull());
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void pull());
