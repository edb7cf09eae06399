import type { Deps } from '../engine/deps.ts';
import { type DemoKey, demoEmail } from './accounts.ts';
import { planArrivals } from './arrivals.ts';
import { HttpClient } from './client.ts';
import { readManifest } from './manifest.ts';
import { openUp } from './opening.ts';
import { seededRandom } from './random.ts';
import { fillRegisters } from './registers.ts';
import { minute, newStage, Script } from './stage.ts';
import { mindUrgent } from './urgent.ts';

/** Minute 0 of the manifest: Thursday 19 November 2026, 05:30 in London. */
export const EXERCISE_STARTS = new Date('2026-11-19T05:30:00Z');
/** The clock is this far on when the demonstration starts, so that there is something to see at once. */
export const MINUTES_IN = 40;

export interface Exercise {
  stop(): void;
  /** Ends when the last step has been played. */
  done: Promise<void>;
}

/** Plays Operation Larkspur through the public addresses of a running server. */
export const startExercise = (
  running: { url: string; deps: Pick<Deps, 'clock' | 'log'> },
  ids: Record<DemoKey, string>,
  password: string,
): Exercise => {
  const over = new AbortController();
  const client = (key: DemoKey) => new HttpClient(running.url, demoEmail(key), password, over.signal);
  const cast = {
    planner: client('planner'),
    manager: client('manager'),
    volunteer: client('volunteer'),
    silver: client('silver'),
  };
  const { clock, log } = running.deps;
  const stage = newStage({ cast, ids, clock, log, random: seededRandom(20261119), startsAt: EXERCISE_STARTS });
  const script = new Script(stage);
  const play = async (): Promise<void> => {
    for (const it of [cast.planner, cast.manager, cast.volunteer]) await it.signIn();
    await fillRegisters(cast.planner, minute(stage, -90));
    const guests = readManifest();
    planArrivals(stage, script, guests);
    mindUrgent(stage, script, 34, 260);
    await openUp(stage, script, guests);
    await script.play();
  };
  const done = play().catch((error: unknown) => {
    if (!over.signal.aborted) throw error;
  });
  const stop = () => {
    over.abort();
    script.stop();
  };
  return { stop, done };
};
