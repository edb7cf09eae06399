import { pause } from '../support/random.ts';
import { Screen } from './sockets.ts';

export interface Stage {
  screens: readonly Screen[];
  /** @returns the number of the change */
  write(): Promise<number>;
}

export interface FanOut {
  /** Milliseconds from sending a write to a screen's hearing of it: for each write those of every screen, by audience. */
  delays: Record<string, number[]>[];
}

const TOGETHER = 50;

export interface Seats {
  url: string;
  subscription: { operationId: string; since: number };
  /** A cookie for each socket, by audience. */
  audiences: Record<string, readonly string[]>;
}

export const openScreens = async ({ url, subscription, audiences }: Seats): Promise<Screen[]> => {
  const wanted = Object.entries(audiences).flatMap(([name, cookies]) => cookies.map((cookie) => ({ name, cookie })));
  const screens: Screen[] = [];
  for (let from = 0; from < wanted.length; from += TOGETHER) {
    const some = wanted.slice(from, from + TOGETHER).map((it) => new Screen(it.name, url, it.cookie, subscription));
    await Promise.all(some.map((it) => it.ready()));
    screens.push(...some);
  }
  return screens;
};

interface Written {
  seq: number;
  sentAt: number;
}

const delaysOf = (screens: readonly Screen[], { seq, sentAt }: Written): Record<string, number[]> => {
  const delays: Record<string, number[]> = {};
  for (const it of screens) (delays[it.audience] ??= []).push(it.toldOf(seq) - sentAt);
  return delays;
};

/**
 * Writes to each stage at a steady pace, whatever happens, and to one after the other: whatever else the machine does,
 * it does to all of them.
 */
export const fanOut = async (stages: readonly Stage[], perSecond: number, seconds: number): Promise<FanOut[]> => {
  const writes: Promise<Written>[][] = stages.map(() => []);
  const began = performance.now();
  const beat = 1000 / perSecond / stages.length;
  for (let n = 0; n < perSecond * seconds * stages.length; n += 1) {
    await pause(Math.max(0, began + n * beat - performance.now()));
    const at = n % stages.length;
    const sentAt = performance.now();
    const written = stages[at]?.write().then((seq) => ({ seq, sentAt }));
    if (written) writes[at]?.push(written);
  }
  const done = await Promise.all(writes.map((all) => Promise.all(all)));
  // Counts may be a second behind.
  await pause(2500);
  return stages.map(({ screens }, at) => ({ delays: (done[at] ?? []).map((it) => delaysOf(screens, it)) }));
};
