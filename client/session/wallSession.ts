/**
 * A window that is a wall: it has a session of its own, which shows counts of one operation until it is ended. Whoever
 * signs in or out beside it, in the same browser, is nothing to it.
 */
import { signal } from '@preact/signals';
import type { AnswerOf } from '../../shared/contract.ts';
import type { Queries } from '../../shared/routes/all.ts';
import { ApiProblem, ask, order, saysSignedOut, signedOut } from '../data/api.ts';
import { makeRetry } from '../data/retry.ts';
import { accessChanged, asWall, connect } from '../data/sync.ts';
import { setClock } from '../data/time.ts';
import { tick } from './now.ts';
import { leave, me, noSignal, operationId, operations } from './session.ts';

type Told = AnswerOf<Queries['/api/wall']>;
type On = Extract<Told, { state: 'on' }>;
export type Ended = Extract<Told, { state: 'ended' }>;

/** `none`: Haven knows of no wall here. */
export const wallNow = signal<{ state: 'asking' | 'none' | 'on' } | Ended>({ state: 'asking' });

const show = ({ operation, exercise, clock }: On): void => {
  setClock(clock.now, clock.rate);
  tick();
  noSignal.value = false;
  operations.value = [operation];
  operationId.value = operation.id;
  const grants = [{ role: 'silver' as const, operationId: operation.id, centreId: null, address: false }];
  me.value = { userId: '', name: '', email: null, grants, exercise, clock };
  wallNow.value = { state: 'on' };
  connect();
};

/** Nothing of it is left in this window. */
const clear = (next: { state: 'none' } | Ended): void => {
  leave();
  wallNow.value = next;
};

const retry = makeRetry(() => void lookAgain());

const look = async (): Promise<void> => {
  try {
    const told = await ask('/api/wall', {});
    retry.stop();
    if (told.state === 'on') show(told);
    else clear(told);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (saysSignedOut(error)) {
      retry.stop();
      return clear({ state: 'none' });
    }
    noSignal.value = true;
    retry.soon();
  }
};

let looking: Promise<void> | null = null;
/** Asks Haven what this window shows now. A refusal of whatever else it asked may be another's. */
const lookAgain = (): Promise<void> => (looking ??= look().finally(() => (looking = null)));

/** @throws ApiProblem */
export const openWall = async (code: string): Promise<void> => {
  await order('/api/wall/open', {}, { code });
  await lookAgain();
};

/** @throws ApiProblem */
export const endWall = async (): Promise<void> => {
  await order('/api/wall/end', {}, null);
  await lookAgain();
};

export const startWallSession = async (): Promise<void> => {
  asWall.pull = (from) => ask('/api/wall/pull', from);
  asWall.query = { wall: '1' };
  signedOut.tell = () => void lookAgain();
  accessChanged.tell = () => void lookAgain();
  await lookAgain();
};
