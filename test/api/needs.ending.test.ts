import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  defaultNeedClocks,
  endsWithGuest,
  isOpenNeed,
  needDueAt,
  needKindNames,
  needKinds,
  openNeedStates,
} from '../../shared/needs.ts';
import { hasLeft, isStaying, type Presence, presenceMayBecome, presences } from '../../shared/people.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { needRow } from '../support/needRow.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
});
afterAll(() => app.stop());

/** A guest with one need of every kind. */
const arrive = async () => {
  const needs = needKindNames.map((kind) => ({ id: app.newId(), kind }));
  const args = arrival(app, scene, { needs: needs.slice(0, 25) });
  // As many as one check-in takes; the rest is said right after.
  await scene.volunteer.done('people.checkIn', args);
  await scene.volunteer.done('people.checkIn', { ...args, needs: needs.slice(25) });
  return { personId: args.personId, needs };
};
const say = async (name: string, more: object) => {
  const { operationId } = scene;
  return scene.manager.done(name, { operationId, ...more });
};
const sets = async (personId: string, to: Presence, baseVersion: number) =>
  say('people.setPresence', {
    personId,
    to,
    baseVersion,
    ...(to === 'transferred' && { centreId: scene.otherCentreId }),
  });
const undoes = (personId: string, baseVersion = 1) =>
  say('people.undoCheckIn', { personId, baseVersion, reason: 'Scanned the wrong wristband' });

/** By kind, how each stands. */
const statesOf = async (needs: readonly { id: string; kind: string }[]) => {
  const all = needs.map(async ({ id, kind }) => [kind, (await needRow(app, id)).state] as const);
  return Object.fromEntries(await Promise.all(all));
};
const care = needKindNames.filter((it) => needKinds[it].compartment === 'welfare');
const concerns = needKindNames.filter((it) => needKinds[it].compartment !== 'welfare');

test('every kind is care or a concern, and there are some of each', () => {
  expect(care.length).toBeGreaterThan(10);
  expect(concerns.length).toBeGreaterThan(5);
});

test('an undone check-in ends the care it asked for, and leaves what concerns health or safety open', async () => {
  const { personId, needs } = await arrive();
  await undoes(personId);
  const states = await statesOf(needs);
  expect(care.map((it) => states[it])).toEqual(care.map(() => 'undone'));
  expect(concerns.map((it) => states[it])).toEqual(concerns.map(() => 'open'));
});

const leaving = presences.filter((it) => presenceMayBecome('on_site', it));
test.each(leaving)('on "%s" needs end where the guest has left, and go on where not', async (to) => {
  const { personId, needs } = await arrive();
  await sets(personId, to, 1);
  const states = await statesOf(needs);
  const ends = (it: (typeof needKindNames)[number]) =>
    hasLeft(to) && needKinds[it].compartment === 'welfare' && needKinds[it].alerts !== true;
  expect(states).toEqual(Object.fromEntries(needKindNames.map((it) => [it, ends(it) ? 'left_before_met' : 'open'])));
});

test('every presence is of somebody who is looked after, is on the way or elsewhere, or has left', () => {
  const elsewhere = ['expected', 'in_transit', 'transferred'];
  expect(presences.filter((it) => !isStaying(it) && !hasLeft(it))).toEqual(elsewhere);
});

test('undone while missing, every need stays open until somebody decides', async () => {
  const { personId, needs } = await arrive();
  await sets(personId, 'missing', 1);
  await undoes(personId, 2);
  const states = Object.values(await statesOf(needs));
  expect(states).toEqual(needs.map(() => 'open'));
});

test.each(openNeedStates)('care that is "%s" ends with the stay, and keeps whoever held it', async (state) => {
  const { personId, needs } = await arrive();
  const drink = needs.find((it) => it.kind === 'drink');
  if (state !== 'open') await say('needs.progress', { needId: drink?.id, to: state, baseVersion: 1 });
  const holder = state === 'open' || state === 'escalated' ? null : 'Maya Manager';
  await sets(personId, 'departed', 1);
  expect(await needRow(app, drink?.id)).toMatchObject({ state: 'left_before_met', holder });
});

test('a concern stays with whoever holds it, and they decide when it ends', async () => {
  const { personId, needs } = await arrive();
  const needId = needs.find((it) => it.kind === 'threat')?.id;
  await say('needs.progress', { needId, to: 'accepted', baseVersion: 1 });
  await undoes(personId);
  expect(await needRow(app, needId)).toMatchObject({ state: 'accepted', holder: 'Maya Manager' });
  await say('needs.progress', { needId, to: 'met', baseVersion: 2 });
  expect(await needRow(app, needId)).toMatchObject({ state: 'met' });
});

test('what was given before they left and is told after is kept as given', async () => {
  const { personId, needs } = await arrive();
  const needId = needs.find((it) => it.kind === 'drink')?.id;
  await sets(personId, 'departed', 1);
  app.clock.advance?.(1);
  await say('needs.progress', { needId, to: 'met', baseVersion: 1 });
  const closedAt = app.clock.now();
  expect(await needRow(app, needId)).toMatchObject({ state: 'met', holder: 'Maya Manager', closedAt });
});

test('what is to be met again has its time from when they came back, however late that is told', async () => {
  const { personId, needs } = await arrive();
  await sets(personId, 'departed', 1);
  const back = app.clock.now();
  app.clock.advance?.(25);
  const { operationId, volunteer } = scene;
  const args = { operationId, personId, to: 'on_site', baseVersion: 2 };
  await volunteer.done('people.setPresence', args, { occurredAt: back.toISOString() });
  const again = await Promise.all(needs.filter(({ kind }) => care.includes(kind)).map(({ id }) => needRow(app, id)));
  for (const { priority, state, dueAt } of some(again)) {
    expect([state, dueAt]).toEqual(['open', needDueAt(back, priority, defaultNeedClocks)]);
  }
});

test('nobody ends a need by hand as if its guest had gone', async () => {
  const { needs } = await arrive();
  const [first] = needs;
  for (const to of ['left_before_met', 'undone']) {
    const { operationId, manager } = scene;
    const said = { operationId, needId: first?.id, to, baseVersion: 1 };
    expect((await manager.command('needs.progress', said)).body.type).toBe('/problems/not-in-this-state');
  }
});

test('a need said before they left, or were found never to have been, and heard of after ends too; one said after stands', async () => {
  const { personId } = await arrive();
  const { operationId, centreId, volunteer } = scene;
  const before = app.clock.now().toISOString();
  app.clock.advance?.(5);
  await sets(personId, 'departed', 1);
  app.clock.advance?.(5);
  const raise = async (kind: string, occurredAt?: string) => {
    const needId = app.newId();
    const args = { operationId, centreId, personId, needId, kind };
    await volunteer.done('needs.raise', args, occurredAt === undefined ? {} : { occurredAt });
    return (await needRow(app, needId)).state;
  };
  expect(await raise('shower', before)).toBe('left_before_met');
  expect(await raise('medicine', before)).toBe('open');
  expect(await raise('follow_up')).toBe('open');
  const between = app.clock.now().toISOString();
  app.clock.advance?.(5);
  await undoes(personId, 2);
  expect(await raise('drink', between)).toBe('undone');
});

test.each(['people.setPresence', 'people.checkIn'])(
  'by %s they are here again, and so is what was not met',
  async (how) => {
    const { personId, needs } = await arrive();
    const [drink, food] = ['drink', 'food'].map((kind) => needs.find((it) => it.kind === kind)?.id ?? '');
    await say('needs.progress', { needId: food, to: 'met', baseVersion: 1 });
    await say('needs.progress', { needId: drink, to: 'accepted', baseVersion: 1 });
    await sets(personId, 'departed', 1);
    app.clock.advance?.(120);
    const back =
      how === 'people.checkIn'
        ? arrival(app, scene, { personId })
        : { operationId: scene.operationId, personId, to: 'on_site', baseVersion: 2 };
    await scene.volunteer.done(how, back);
    const dueAt = new Date(app.clock.now().getTime() + 60 * 60_000);
    const nobodys = { holder: null, holderId: null, acceptedAt: null, closedAt: null };
    expect(await needRow(app, drink)).toMatchObject({ state: 'open', ...nobodys, dueAt });
    expect(await needRow(app, food)).toMatchObject({ state: 'met' });
  },
);

test('a check-in undone by mistake and made again asks for the same care again', async () => {
  const { personId, needs } = await arrive();
  await undoes(personId);
  await scene.volunteer.done('people.checkIn', arrival(app, scene, { personId }));
  expect(Object.values(await statesOf(needs))).toEqual(needs.map(() => 'open'));
});

test('silver counts no care of guests who are gone or never were, and goes on counting what is left open', async () => {
  const { silver, operationId, centreId } = scene;
  const urgent = async () => {
    const { p1, p2 } = (await silver.mirror(operationId)).row('centreCounts', centreId) as Record<string, unknown>;
    return { p1, p2 };
  };
  const none = await urgent();
  const drink = () => ({ id: app.newId(), kind: 'drink' as const });
  const child = arrival(app, scene, { ageBand: 'child', needs: [drink()] });
  await scene.volunteer.done('people.checkIn', child);
  expect(await urgent()).not.toEqual(none);
  await undoes(child.personId);
  expect(await urgent()).toEqual(none);
  const hurt = arrival(app, scene, { needs: [drink(), { id: app.newId(), kind: 'self_harm' }] });
  await scene.volunteer.done('people.checkIn', hurt);
  const both = await urgent();
  await sets(hurt.personId, 'departed', 1);
  expect(await urgent()).toEqual({ p1: both.p1, p2: none.p2 });
});

test('an open state is one in which somebody still has something to do', () => {
  expect(openNeedStates.length).toBeGreaterThan(0);
  expect(openNeedStates.every(isOpenNeed)).toBe(true);
  for (const compartment of ['health', 'safeguarding'] as const)
    for (const as of ['undone', 'left_before_met'] as const)
      expect(endsWithGuest({ compartment, alerts: false }, as)).toBe(false);
});
