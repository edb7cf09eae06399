import type { Changes } from '../../shared/sync.ts';
import { pause } from '../support/random.ts';
import { Screen } from './sockets.ts';

export interface Stage {
  url: string;
  subscription: { operationId: string; since: number };
  /** A cookie for each socket, by audience. */
  audiences: Record<string, readonly string[]>;
  /** @returns the number of the change */
  write(): Promise<number>;
}

export interface FanOut {
  /** Milliseconds from sending the write to each screen's hearing of it, by audience. */
  delays: Record<string, number[]>;
  /** The last delta that each audience was sent. */
  last: Record<string, Changes>;
  cpu: number;
}

const TOGETHER = 50;

const open = async ({ url, subscription, audiences }: Stage): Promise<Screen[]> => {
  const wanted = Object.entries(audiences).flatMap(([name, cookies]) => cookies.map((cookie) => ({ name, cookie })));
  const screens: Screen[] = [];
  for (let from = 0; from < wanted.length; from += TOGETHER) {
    const some = wanted.slice(from, from + TOGETHER).map((it) => new Screen(it.name, url, it.cookie, subscription));
    await Promise.all(some.map((it) => it.ready()));
    screens.push(...some);
  }
  return screens;
};

/** Writes at a steady pace, whatever happens, while every screen listens. */
export const fanOut = async (stage: Stage, perSecond: number, seconds: number): Promise<FanOut> => {
  const screens = await open(stage);
  await pause(300);
  const cpu = process.cpuUsage();
  const began = performance.now();
  const writes: Promise<{ seq: number; sentAt: number }>[] = [];
  for (let n = 0; n < perSecond * seconds; n += 1) {
    await pause(Math.max(0, began + (n * 1000) / perSecond - performance.now()));
    const sentAt = performance.now();
    writes.push(stage.write().then((seq) => ({ seq, sentAt })));
  }
  const done = await Promise.all(writes);
  await pause(2500);
  const { user, system } = process.cpuUsage(cpu);
  const took = performance.now() - began;
  const delays: Record<string, number[]> = {};
  const last: Record<string, Changes> = {};
  for (const screen of screens) {
    const own = (delays[screen.audience] ??= []);
    for (const { seq, sentAt } of done) own.push(screen.toldOf(seq) - sentAt);
    if (screen.last) last[screen.audience] = screen.last;
    screen.close();
  }
  return { delays, last, cpu: (user + system) / 1000 / took };
};
