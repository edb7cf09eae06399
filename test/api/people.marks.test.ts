import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { person } from '../../db/schema/people.ts';
import { presenceMayBecome, presences } from '../../shared/people.ts';
import { type Answer, type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { untilWaiting } from '../support/untilWaiting.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
});
afterAll(() => app.stop());

const say = (name: string, more: Loose) => scene.volunteer.command(name, { operationId: scene.operationId, ...more });
const checkIn = async (more: Loose): Promise<string> => {
  const args = arrival(app, scene, more);
  await scene.volunteer.done('people.checkIn', args);
  return String(args['personId']);
};
const marks = async (): Promise<Loose> => {
  const held = await scene.manager.mirror(scene.operationId);
  return Object.fromEntries(held.rows('person').map((it) => [it['id'], (it['flags'] as string[]).toSorted()]));
};
const leave = (personId: string) => say('people.setPresence', { personId, baseVersion: 1, to: 'departed' });
const comeBack = (personId: string) => say('people.setPresence', { personId, baseVersion: 2, to: 'on_site' });

/** Each begun once the one before it waits for this guest's row; all go on together. */
const whileHeld = async (
  personId: string,
  ...work: (() => Promise<Answer<Loose>>)[]
): Promise<readonly Answer<Loose>[]> => {
  const begun: Promise<Answer<Loose>>[] = [];
  await app.deps.db.transaction(async (tx) => {
    await tx.select().from(person).where(eq(person.id, personId)).for('update');
    for (const one of work) {
      begun.push(one());
      await untilWaiting(app.deps, begun.length);
    }
  });
  return Promise.all(begun);
};

test('a guest who comes back is still of the form that somebody else was keyed in from, and still from paper', async () => {
  const [one, other] = [await checkIn({ paperForm: 7 }), await checkIn({ paperForm: 7 })];
  await leave(one);
  expect((await comeBack(one)).status).toBe(200);
  const marked = ['form_shared', 'from_paper'];
  expect(await marks()).toEqual({ [one]: marked, [other]: marked });
});

test('a guest who comes back while another is given their wristband is marked as sharing it', async () => {
  const one = await checkIn({ reference: 'K-100' });
  await leave(one);
  const args = arrival(app, scene, { reference: 'K-100' });
  const answers = await whileHeld(
    one,
    () => say('people.checkIn', args),
    () => comeBack(one),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(Object.values(await marks())).toEqual([['reference_shared'], ['reference_shared']]);
});

test('a check-in that is undone is marked as sharing nothing, and so is whoever is left', async () => {
  const one = await checkIn({ reference: 'K-100', paperForm: 7 });
  const other = await checkIn({ reference: 'K-100', paperForm: 7 });
  const shared = ['form_shared', 'from_paper', 'reference_shared'];
  expect(await marks()).toEqual({ [one]: shared, [other]: shared });
  expect((await say('people.undoCheckIn', { personId: one, baseVersion: 1, reason: 'Twice' })).status).toBe(200);
  expect(await marks()).toEqual({ [one]: ['from_paper'], [other]: ['from_paper'] });
});

test('a guest whose wristband and whose form are shared at the same moment is marked with both', async () => {
  const one = await checkIn({ reference: 'K-100', paperForm: 7 });
  const answers = await whileHeld(
    one,
    () => say('people.checkIn', arrival(app, scene, { reference: 'K-100' })),
    () => say('people.checkIn', arrival(app, scene, { reference: 'K-101', paperForm: 7 })),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect((await marks())[one]).toEqual(['form_shared', 'from_paper', 'reference_shared']);
});

const questions = async (): Promise<Loose[]> => {
  const held = await scene.manager.mirror(scene.operationId);
  return held.rows('attention').filter((it) => it['settledAt'] === null);
};

test('whoever was checked in by mistake, and undone, holds no wristband: nobody shares it with them', async () => {
  const reference = 'K-100';
  const undone = await checkIn({ reference });
  await say('people.undoCheckIn', { personId: undone, baseVersion: 1, reason: 'Scanned the wrong wristband' });
  const one = await checkIn({ reference });
  expect(await marks()).toMatchObject({ [one]: [], [undone]: [] });
  expect(await questions()).toEqual([]);
  const other = await checkIn({ reference });
  expect(await marks()).toMatchObject({ [one]: ['reference_shared'], [other]: ['reference_shared'], [undone]: [] });
  expect(await questions()).toMatchObject([{ kind: 'same_reference', personIds: [one, other].toSorted() }]);
});

test.each(presences.filter((it) => it === 'on_site' || presenceMayBecome('on_site', it)))(
  'whoever is "%s" still holds their wristband',
  async (presence) => {
    const one = await checkIn({ reference: 'K-100' });
    const centreId = presence === 'transferred' ? { centreId: scene.otherCentreId } : {};
    if (presence !== 'on_site')
      await say('people.setPresence', { personId: one, baseVersion: 1, to: presence, ...centreId });
    const other = await checkIn({ reference: 'K-100' });
    const held = await scene.planner.mirror(scene.operationId);
    const flags = [one, other].map((id) => held.row('person', id)?.['flags']);
    expect(flags).toEqual([['reference_shared'], ['reference_shared']]);
  },
);
