import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Changes } from '../../shared/sync.ts';
import { pause } from '../support/random.ts';
import { fanOut, type FanOut, openScreens, type Stage } from './fanOut.ts';
import type { Ground } from './fill.ts';
import { nextGuest } from './guests.ts';
import { checkInOverHttp, poster } from './http.ts';
import type { Place } from './place.ts';

export const SOCKETS = 500;
export const PER_SECOND = 5;
const SECONDS = 24;
const WARM_SECONDS = 3;
/** Each is judged by itself, and the median taken: what befalls the machine for a moment befalls one of them. */
const BLOCKS = 6;
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

export interface Hall {
  place: Place;
  ground: Ground;
}

type Open = Stage & { close(): void };

const onHaven = async ({ place, ground }: Hall): Promise<Open> => {
  const third = Math.round(SOCKETS / 3);
  const [writer = '', ...manager] = await place.signIn('manager', ground, third + 1);
  const to = poster(place.url, writer, 10);
  const screens = await openScreens({
    url: place.url,
    subscription: { operationId: ground.operationId, since: await headOf(place, ground) },
    audiences: {
      manager,
      volunteer: await place.signIn('volunteer', ground, third),
      planner: await place.signIn('planner', ground, SOCKETS - 2 * third),
      silver: await place.signIn('silver', ground, SILVER),
    },
  });
  const close = () => {
    to.close();
    for (const it of screens) it.close();
  };
  return { screens, write: () => checkInOverHttp(to, nextGuest(ground)), close };
};

const onBare = async (url: string, payload: Changes): Promise<Open> => {
  const to = poster(url, '', 10);
  await to.post('/payload', JSON.stringify(payload));
  const screens = await openScreens({
    url,
    subscription: { operationId: payload.operationId, since: 0 },
    audiences: { all: Array.from({ length: SOCKETS }, () => '') },
  });
  const close = () => {
    to.close();
    for (const it of screens) it.close();
  };
  return { screens, write: async () => Number((await to.post('/write', '{}'))['seq']), close };
};

/** What managers are sent of one check-in: the fullest delta there is. */
const sampleFrom = async (stage: Stage): Promise<Changes> => {
  await stage.write();
  await pause(500);
  const payload = stage.screens.find((it) => it.audience === 'manager')?.last;
  if (!payload || payload.changes.length < 4) throw new Error('the manager was not sent the guest');
  return payload;
};

export interface Screens {
  /** Milliseconds, one per write and screen, block by block. */
  bare: number[][];
  few: number[][];
  many: number[][];
  silver: number[][];
  /** Share of one core that this process used. */
  cpu: number;
  /** What was sent to all by the bare server, in bytes. */
  payload: number;
}

const blocksOf = ({ delays }: FanOut, wanted: (audience: string) => boolean): number[][] => {
  const size = Math.ceil(delays.length / BLOCKS);
  const flat = delays.map((it) => Object.entries(it).flatMap(([name, all]) => (wanted(name) ? all : [])));
  return Array.from({ length: BLOCKS }, (_, n) => flat.slice(n * size, (n + 1) * size).flat());
};

const isSilver = (name: string): boolean => name === 'silver';
const isOther = (name: string): boolean => !isSilver(name);

/** Three servers in turn, each with its own sockets. */
export const screens = async (few: Hall, many: Hall): Promise<Screens> => {
  const bare = await startBare();
  const stages: Open[] = [];
  try {
    stages.push(await onHaven(few), await onHaven(many));
    const [first] = stages;
    if (!first) throw new Error('nobody is there');
    const payload = await sampleFrom(first);
    stages.push(await onBare(bare.url, payload));
    await fanOut(stages, PER_SECOND, WARM_SECONDS);
    const cpu = process.cpuUsage();
    const began = performance.now();
    const [small, large, plain] = await fanOut(stages, PER_SECOND, SECONDS);
    const { user, system } = process.cpuUsage(cpu);
    if (!small || !large || !plain) throw new Error('nothing was measured');
    return {
      bare: blocksOf(plain, isOther),
      few: blocksOf(small, isOther),
      many: blocksOf(large, isOther),
      silver: [...blocksOf(small, isSilver), ...blocksOf(large, isSilver)],
      cpu: (user + system) / 1000 / (performance.now() - began),
      payload: JSON.stringify(payload).length,
    };
  } finally {
    for (const it of stages) it.close();
    bare.stop();
  }
};
