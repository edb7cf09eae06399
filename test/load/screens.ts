import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Changes } from '../../shared/sync.ts';
import { fanOut, type FanOut, type Stage } from './fanOut.ts';
import type { Ground } from './fill.ts';
import { nextGuest } from './guests.ts';
import { checkInOverHttp, poster } from './http.ts';
import type { Place } from './place.ts';

export const SOCKETS = 500;
export const PER_SECOND = 5;
const SECONDS = 7;
const ROUNDS = 3;
const SILVER = 20;

interface Bare {
  url: string;
  stop(): void;
}

const startBare = (): Promise<Bare> => {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'bare.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('the bare server ended')));
    child.stdout.once('data', (said: Buffer) => {
      const url = /http:\S+/.exec(said.toString())?.[0] ?? '';
      resolve({ url, stop: () => void child.kill() });
    });
  });
};

const headOf = async ({ sql }: Place, { operationId }: Ground): Promise<number> => {
  const [head] = await sql<{ seq: number }[]>`select head_seq as seq from stream where id = ${operationId}`;
  return Number(head?.seq);
};

const onHaven = async (place: Place, ground: Ground): Promise<FanOut> => {
  const third = Math.round(SOCKETS / 3);
  const [writer = '', ...manager] = await place.signIn('manager', ground, third + 1);
  const to = poster(place.url, writer, 10);
  const stage: Stage = {
    url: place.url,
    subscription: { operationId: ground.operationId, since: await headOf(place, ground) },
    audiences: {
      manager,
      volunteer: await place.signIn('volunteer', ground, third),
      planner: await place.signIn('planner', ground, SOCKETS - 2 * third),
      silver: await place.signIn('silver', ground, SILVER),
    },
    write: () => checkInOverHttp(to, nextGuest(ground)),
  };
  return fanOut(stage, PER_SECOND, SECONDS).finally(() => to.close());
};

const onBare = async (bare: Bare, payload: Changes): Promise<FanOut> => {
  const to = poster(bare.url, '', 10);
  await to.post('/payload', JSON.stringify(payload));
  const stage: Stage = {
    url: bare.url,
    subscription: { operationId: payload.operationId, since: 0 },
    audiences: { all: Array.from({ length: SOCKETS }, () => '') },
    write: async () => Number((await to.post('/write', '{}'))['seq']),
  };
  return fanOut(stage, PER_SECOND, SECONDS).finally(() => to.close());
};

export interface Screens {
  /** Milliseconds, one per write and screen. */
  bare: number[][];
  few: number[][];
  many: number[][];
  silver: number[][];
  cpu: number[];
  /** What was sent to all by the bare server, in bytes. */
  payload: number;
}

const toPeople = ({ delays }: FanOut): number[] =>
  Object.entries(delays).flatMap(([name, all]) => (name === 'silver' ? [] : all));

/** Rounds in turn; each opens its sockets, listens, and closes them. */
export const screens = async (
  few: { place: Place; ground: Ground },
  many: { place: Place; ground: Ground },
): Promise<Screens> => {
  const bare = await startBare();
  const found: Screens = { bare: [], few: [], many: [], silver: [], cpu: [], payload: 0 };
  try {
    for (let n = 0; n < ROUNDS; n += 1) {
      const small = await onHaven(few.place, few.ground);
      // The fullest delta there is, and it goes to everyone.
      const payload = small.last['manager'];
      if (!payload || payload.changes.length < 4) throw new Error('the manager was not sent the guest');
      const plain = await onBare(bare, payload);
      const large = await onHaven(many.place, many.ground);
      found.few.push(toPeople(small));
      found.bare.push(plain.delays['all'] ?? []);
      found.many.push(toPeople(large));
      found.silver.push([...(small.delays['silver'] ?? []), ...(large.delays['silver'] ?? [])]);
      found.cpu.push(small.cpu, plain.cpu, large.cpu);
      found.payload = JSON.stringify(payload).length;
    }
  } finally {
    bare.stop();
  }
  return found;
};
