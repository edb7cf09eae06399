/**
 * A hall without signal: tablets that check people in and change what others change, over lines that lose, double,
 * delay and cut, on clocks that are a day wrong, with a server that is killed. What was shown as saved must have
 * arrived once, or be in front of a human.
 */
import { uuidv7 } from '../../server/ids.ts';
import { removeDataDir, temporaryDataDir } from './folders.ts';
import { type HavenProcess, startHaven } from './process.ts';
import { faultProxy } from './proxy.ts';
import { pause, seeded } from './random.ts';
import { setUpTablet } from './pairing.ts';
import { type Planted, Tablet } from './tablet.ts';
import { judge, type Scene, type Verdict } from './soakVerdict.ts';
import { type Ledger, morning, Volunteer, weatherOf, wildClock } from './soakVolunteer.ts';
import { setUp } from './visitor.ts';

export interface Plan {
  seed: number;
  tablets: number;
  /** Check-ins of all tablets together. */
  checkIns: number;
  /** Times the server is killed. */
  kills: number;
  planted?: Planted;
}

interface Stage extends Scene {
  haven: HavenProcess;
  dataDir: string;
}

const kill = async (stage: Stage, kills: number, random: () => number, over: () => boolean): Promise<void> => {
  const port = Number(new URL(stage.haven.url).port);
  for (let done = 0; done < kills; done += 1) {
    await pause(200 + random() * 500);
    await stage.haven.kill();
    stage.haven = await startHaven(stage.dataDir, { port });
    if (over() && done > 0) return;
  }
};

/** Long enough for a whole snapshot, however many there are. */
const WHOLE_MS = 30_000;

/** Pulls until nothing is new; true where it then holds what a fresh snapshot does. */
const isEqual = async (tablet: Tablet): Promise<boolean> => {
  for (let tries = 0; tries < 5; tries += 1) await tablet.pull(WHOLE_MS);
  const held = tablet.mirror;
  tablet.reload();
  await tablet.pull(WHOLE_MS);
  return held !== null && JSON.stringify(held.all) === JSON.stringify(tablet.mirror?.all);
};

const play = async (stage: Stage, plan: Plan): Promise<Verdict> => {
  const random = seeded(plan.seed);
  const ledger: Ledger = { said: [], checkIns: new Map(), own: [] };
  const references: string[] = [];
  const volunteers: Volunteer[] = [];
  for (let index = 0; index < plan.tablets; index += 1) {
    const line = await faultProxy(stage.haven.url, seeded(plan.seed * 100 + index));
    const { operationId, centreId } = stage;
    const paired = await setUpTablet(
      stage.manager,
      { operationId, centreId },
      { userId: uuidv7(), name: `Volunteer ${index + 1}` },
    );
    const dice = seeded(plan.seed * 1000 + index);
    const tablet = new Tablet(paired, line, dice, wildClock(dice), plan.planted);
    ledger.own.push([]);
    volunteers.push(new Volunteer(index, tablet, dice, ledger, references));
  }
  let over = false;
  const each = Math.ceil(plan.checkIns / plan.tablets);
  const working = Promise.all(volunteers.map((it) => morning(it, each))).finally(() => (over = true));
  const around = volunteers.map((it) => weatherOf(it.tablet, it.random, () => over));
  await Promise.all([working, kill(stage, plan.kills, random, () => over), ...around]);
  const tablets = volunteers.map((it) => it.tablet);
  await Promise.all(tablets.map((it) => it.drained(60)));
  await Promise.all(tablets.map((it) => it.line.settled()));
  const equal = await Promise.all(tablets.map(isEqual));
  const verdict = await judge(stage, tablets, ledger, equal.filter((it) => !it).length);
  await Promise.all(tablets.map((it) => it.line.stop()));
  return verdict;
};

/** Plays it on a Haven of its own. */
export const soak = async (plan: Plan): Promise<Verdict> => {
  const dataDir = await temporaryDataDir();
  const haven = await startHaven(dataDir);
  const stage: Stage = { haven, dataDir, ...nameManager(await setUp(haven)) };
  try {
    return await play(stage, plan);
  } finally {
    await stage.haven.stop();
    await removeDataDir(dataDir);
  }
};

const nameManager = ({ visitor, ...place }: Awaited<ReturnType<typeof setUp>>) => ({ manager: visitor, ...place });

export const soakLine = (it: Verdict, planted: { caught: number; of: number }): string =>
  `soak: commands=${it.commands} lost=${it.lost.length} doubled=${it.doubled.length} conflicts=${it.conflicts} ` +
  `shown=${it.shown} planted=${planted.caught}/${planted.of}`;
