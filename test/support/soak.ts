/**
 * A hall without signal: tablets that check people in and change what others change, over lines that lose, double,
 * delay and cut, on clocks that are a day wrong, with a server that is killed. What was shown as saved must have
 * arrived once, or be in front of a human.
 */
import { uuidv7 } from '../../server/engine/ids.ts';
import { removeDataDir, temporaryDataDir } from './folders.ts';
import { type HavenProcess, startHaven } from './process.ts';
import { faultProxy } from './proxy.ts';
import { untilNoneIsLeft } from './patience.ts';
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

interface Working {
  /** Answers that tablets have heard so far. */
  heard(): number;
  over(): boolean;
}

/** In the midst of work, however slow the machine: never before it has answered something since it was last killed. */
const kill = async (stage: Stage, kills: number, random: () => number, { heard, over }: Working): Promise<void> => {
  const port = Number(new URL(stage.haven.url).port);
  for (let done = 0; done < kills; done += 1) {
    const before = heard();
    await pause(200 + random() * 500);
    while (!over() && heard() === before) await pause(5);
    await stage.haven.kill();
    stage.haven = await startHaven(stage.dataDir, { port });
    if (over() && done > 0) return;
  }
};

/** Pulls until it has come. */
const pulled = (tablet: Tablet): Promise<void> =>
  untilNoneIsLeft('pull was not answered', async () => Number(!(await tablet.pull())));

/** Pulls until nothing is new; true where it then holds what a fresh snapshot does. */
const isEqual = async (tablet: Tablet): Promise<boolean> => {
  for (let times = 0; times < 5; times += 1) await pulled(tablet);
  const held = tablet.mirror;
  tablet.reload();
  await pulled(tablet);
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
  const tablets = volunteers.map((it) => it.tablet);
  const heard = () => tablets.reduce((sum, it) => sum + it.heard.length, 0);
  await Promise.all([working, kill(stage, plan.kills, random, { heard, over: () => over }), ...around]);
  await Promise.all(tablets.map((it) => it.drained()));
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
