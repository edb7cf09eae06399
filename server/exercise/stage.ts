import type { Clock, Log } from '../engine/deps.ts';
import { uuidv7 } from '../engine/ids.ts';
import type { DemoKey } from './accounts.ts';
import type { HttpClient } from './client.ts';
import type { Random } from './random.ts';

export type Cast = Record<Exclude<DemoKey, 'admin'>, HttpClient>;

/** What everyone in the exercise shares. */
export interface Stage {
  cast: Cast;
  ids: Record<DemoKey, string>;
  clock: Clock;
  log: Log;
  random: Random;
  /** When minute 0 of the manifest is. */
  startsAt: Date;
  operationId: string;
  centreId: string;
  /** On the wristbands in the box: the centre's own, which no tablet counts under. Known once the centre is. */
  letter: string;
}

export const minute = (stage: Pick<Stage, 'startsAt'>, n: number): Date =>
  new Date(stage.startsAt.getTime() + n * 60_000);

/** Something that happens `at` a minute of the exercise, told with that time however late it is sent. */
export interface Step {
  at: number;
  run(occurredAt: Date): Promise<void>;
}

/** Plays the steps in order as their minutes come; those already past are sent at once. New steps may join. */
export class Script {
  #steps: Step[] = [];
  #stopped = false;
  #wake: (() => void) | null = null;

  constructor(private readonly stage: Stage) {}

  add(at: number, run: Step['run']): void {
    this.#steps.push({ at, run });
    this.#steps.sort((a, b) => a.at - b.at);
  }

  stop(): void {
    this.#stopped = true;
    this.#wake?.();
  }

  /** A step that fails is logged, and the next is played: somebody at a screen may have changed what it relies on. */
  async play(): Promise<void> {
    for (let step = this.#steps.shift(); step && !this.#stopped; step = this.#steps.shift()) {
      await this.#until(minute(this.stage, step.at));
      if (this.#stopped) return;
      await step.run(minute(this.stage, step.at)).catch((error: unknown) => this.#failed(error));
    }
  }

  #failed(error: unknown): void {
    if (this.#stopped) return;
    this.stage.log.error('exercise-step-failed', { words: error instanceof Error ? error.message : 'unknown' });
  }

  async #until(moment: Date): Promise<void> {
    const { clock } = this.stage;
    const left = (moment.getTime() - clock.now().getTime()) / clock.rate;
    if (left <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, left);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

export const newStage = (given: Omit<Stage, 'operationId' | 'centreId' | 'letter'>): Stage => ({
  ...given,
  operationId: uuidv7(),
  centreId: uuidv7(),
  letter: '',
});
