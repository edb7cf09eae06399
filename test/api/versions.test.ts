import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { centre } from '../../db/schema/operations.ts';
import { person } from '../../db/schema/people.ts';
import type { CommandName } from '../../server/commands.ts';
import type { Context } from '../../server/engine/define.ts';
import { demoPeople, makeDemoAccounts } from '../../server/exercise/accounts.ts';
import { EXERCISE_STARTS, startExercise } from '../../server/exercise/play.ts';
import { kindNames } from '../../shared/kinds/kinds.ts';
import { PIN_TRIES } from '../../shared/tablets.ts';
import { startTestApp, testClock, type TestApp } from '../support/app.ts';
import { commandNames, type Everybody, everybodyAt, isDone, saidByEverybody } from '../support/everyCommand.ts';
import { everyRow } from '../support/everyRow.ts';
import { besideAnother, type Two } from '../support/twoOperations.ts';
import { some } from '../support/some.ts';

const HOURS = 60;
let exercise: TestApp;
let app: TestApp;
let two: Two;

/** So late that every step of the exercise is due. */
const playWhole = async (): Promise<void> => {
  const { deps, running, url } = exercise;
  const ids = await makeDemoAccounts(deps, running.auth, 'three words and a river');
  await startExercise({ url, deps }, ids, 'three words and a river').done;
};

beforeAll(async () => {
  const clock = testClock(EXERCISE_STARTS);
  clock.advance(24 * HOURS);
  exercise = await startTestApp({ clock, exercise: true });
  app = await startTestApp();
  two = await besideAnother(app);
}, 180_000);
afterAll(async () => {
  await exercise.stop();
  await app.stop();
});

test('after a whole exercise every row says what its newest version says', async () => {
  await playWhole();
  const { counts, wrong } = await everyRow(exercise.deps);
  expect(wrong).toEqual([]);
  expect(counts.person).toBeGreaterThan(70);
  expect(counts.need).toBeGreaterThan(50);
  expect(counts.venue).toBe(48);
  expect(counts.user).toBe(demoPeople.length);
});

test('nobody in the exercise wears a wristband with a letter that a tablet may count under', async () => {
  const worn = await exercise.deps.db.select({ reference: person.reference }).from(person);
  const letters = await exercise.deps.db.select({ letter: centre.sheetLetter }).from(centre);
  const other = worn.filter((it) => !letters.some(({ letter }) => it.reference.startsWith(`${letter}-`)));
  expect(worn.length).toBeGreaterThan(70);
  expect(other).toEqual([]);
});

const wrongAfter = async (name: CommandName, everybody: Everybody): Promise<string[]> => {
  const { said } = await saidByEverybody(name, everybody);
  const { wrong } = await everyRow(app.deps);
  return said.some(isDone) ? wrong : ['it is never done', ...wrong];
};

test('after each command, done by everybody who may, every row says what its newest version says', async () => {
  const everybody = await everybodyAt(app, two);
  for (const name of some(commandNames)) expect([name, await wrongAfter(name, everybody)]).toEqual([name, []]);
  // Between the two every kind is seen, so that none goes unlooked at.
  const [here, played] = [await everyRow(app.deps), await everyRow(exercise.deps)];
  expect(kindNames.filter((it) => !here.counts[it] && !played.counts[it])).toEqual([]);
});

test('a tablet that wrong PINs have locked is so in its newest version too', async () => {
  const { tablet, ids } = two.own;
  const tried = await Promise.all(Array.from({ length: PIN_TRIES }, () => tablet.tryPin(ids.userId, '190283')));
  expect(tried.map((it) => it.status)).toContain(423);
  expect((await tablet.locked.get('/api/device')).body.state).toBe('locked');
  expect((await everyRow(app.deps)).wrong).toEqual([]);
});

test('what is written past the engine is seen', async () => {
  const { ids } = two.own;
  await app.deps.db.update(person).set({ zone: 'Nowhere' }).where(eq(person.id, ids.personId));
  const { wrong } = await everyRow(app.deps);
  expect(wrong).toEqual([expect.stringContaining(`person ${ids.personId}: zone is "Nowhere", told as `)]);
});

test('a handler that writes past the engine does not compile', () => {
  const handler = async ({ tx }: Context<unknown>): Promise<void> => {
    // @ts-expect-error a guest is written through `rows`
    await tx.update(person).set({ zone: 'Nowhere' });
    // @ts-expect-error and so is a new one
    tx.insert(person);
    // @ts-expect-error nor is one struck out by hand
    tx.delete(person);
  };
  expect(handler).toBeTypeOf('function');
});
