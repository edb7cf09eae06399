import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { need, person } from '../../db/schema/people.ts';
import { centreStates } from '../../shared/centres.ts';
import { isOpenNeed, needStates } from '../../shared/needs.ts';
import { isStaying, type Presence, presenceMayBecome, presences } from '../../shared/people.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { guestKept } from '../support/guestKept.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
});
afterAll(() => app.stop());

const say = (name: string, more: Loose, who: Person = scene.manager, envelope: { id?: string } = {}) =>
  who.command(name, { operationId: scene.operationId, ...more }, envelope);
const arrive = async (more: Loose = {}, who: Person = scene.manager): Promise<string> => {
  const args = arrival(app, scene, more);
  await who.done('people.checkIn', args);
  return String(args['personId']);
};
const versionOf = async (personId: string) => (await guestKept(app, personId)).row.rowVersion;
/** Says that a guest is now so, from how they stand. @returns the command’s id */
const becomes = async (personId: string, to: Presence, more: Loose = {}, who = scene.manager): Promise<string> => {
  const id = app.newId();
  const goal = to === 'transferred' ? { centreId: scene.otherCentreId } : {};
  const said = { personId, to, baseVersion: await versionOf(personId), ...goal, ...more };
  const { status, text } = await say('people.setPresence', said, who, { id });
  if (status !== 200) throw new Error(text);
  return id;
};
/** As if they were so from the start: nobody is checked in as expected, or as on the way. */
const stands = (id: string, presence: Presence) =>
  app.deps.db.update(person).set({ presence }).where(eq(person.id, id));
const undoes = async (personId: string) =>
  say('people.undoCheckIn', { personId, reason: 'Twice', baseVersion: await versionOf(personId) });

const fromHere = some(presences.filter((to) => presenceMayBecome('on_site', to)));
const comesBack = some(presences.filter((from) => presenceMayBecome(from, 'on_site')));

describe('a guest who is here', () => {
  test.each(fromHere)(
    'and becomes "%s" keeps place and stay while they are looked after, and no longer',
    async (to) => {
      const personId = await arrive({ zone: 'Hall A' });
      app.clock.advance?.(3);
      await becomes(personId, to, { note: 'Said so' });
      const { row, stays } = await guestKept(app, personId);
      const goesOn = isStaying(to);
      expect(row).toMatchObject({
        presence: to === 'transferred' ? 'in_transit' : to,
        centreId: to === 'transferred' ? scene.otherCentreId : scene.centreId,
        zone: goesOn ? 'Hall A' : null,
        presenceNote: 'Said so',
      });
      const end = goesOn ? { leftAt: null, endedAs: null } : { leftAt: app.clock.now(), endedAs: to };
      expect(stays).toMatchObject([{ centreId: scene.centreId, ...end }]);
    },
  );

  test.each(presences)('is moved about; one who is "%s" only while they are looked after', async (presence) => {
    const personId = await arrive({ zone: 'Hall A' });
    await stands(personId, presence);
    const answer = await say('people.move', { personId, zone: '', baseVersion: 1 });
    expect(answer.body.type).toBe(isStaying(presence) ? undefined : '/problems/not-in-this-state');
    expect((await guestKept(app, personId)).row.zone).toBe(isStaying(presence) ? null : 'Hall A');
  });

  test('and whose check-in was undone is not moved, and goes nowhere', async () => {
    const personId = await arrive();
    await undoes(personId);
    for (const [name, said] of [
      ['people.move', { zone: 'Hall B' }],
      ['people.setPresence', { to: 'temporarily_out' }],
    ] as const) {
      const { body } = await say(name, { personId, baseVersion: 2, ...said });
      expect([name, body.type]).toEqual([name, '/problems/not-in-this-state']);
    }
  });

  test('and leaves twice has two stays, each with its own end', async () => {
    const personId = await arrive();
    const times = [app.clock.now()];
    for (const to of ['left_voluntarily', 'on_site', 'removed_by_police'] as const) {
      app.clock.advance?.(7);
      times.push(app.clock.now());
      await becomes(personId, to);
    }
    const [came, left, back, taken] = times;
    expect((await guestKept(app, personId)).stays).toMatchObject([
      { arrivedAt: came, leftAt: left, endedAs: 'left_voluntarily' },
      { arrivedAt: back, leftAt: taken, endedAs: 'removed_by_police' },
    ]);
  });
});

test.each(comesBack)('who was "%s" is here from now unless they were looked after all along', async (from) => {
  const personId = await arrive({ zone: 'Hall A' });
  const came = app.clock.now();
  if (presenceMayBecome('on_site', from) && from !== 'transferred') await becomes(personId, from, { note: 'Before' });
  else await stands(personId, from);
  app.clock.advance?.(20);
  await becomes(personId, 'on_site');
  const { row, stays } = await guestKept(app, personId);
  const arrivedAt = isStaying(from) ? came : app.clock.now();
  expect(row).toMatchObject({ presence: 'on_site', presenceNote: null, arrivedAt, undoneAt: null });
  expect(stays.filter(({ leftAt }) => leftAt === null)).toHaveLength(1);
});

test('what is marked on somebody who only went out stands when they come back', async () => {
  const { operationId } = scene;
  const centreId = await app.centre({ operationId, places: 1 });
  const manager = await app.signInAs('manager', { operationId, centreId });
  const first = await arrive({ centreId }, manager);
  const personId = await arrive({ centreId }, manager);
  await becomes(personId, 'temporarily_out', {}, manager);
  await becomes(first, 'departed', {}, manager);
  await becomes(personId, 'on_site', {}, manager);
  expect((await guestKept(app, personId)).row.flags).toEqual(['over_capacity']);
});

const marks: Partial<Record<(typeof centreStates)[number], string>> = {
  planned: 'before_opening',
  standby: 'before_opening',
  activating: 'before_opening',
  closed: 'after_closure',
  debriefed: 'after_closure',
  cancelled: 'after_closure',
};
test.each(centreStates)(
  'whoever comes, or comes back, to a centre that is "%s" is let in and marked so',
  async (state) => {
    const { operationId } = scene;
    const centreId = await app.centre({ operationId, state });
    const manager = await app.signInAs('manager', { operationId, centreId });
    const personId = await arrive({ centreId }, manager);
    const marked = marks[state] ? [marks[state]] : [];
    expect((await guestKept(app, personId)).row.flags).toEqual(marked);
    await becomes(personId, 'departed', {}, manager);
    await becomes(personId, 'on_site', {}, manager);
    expect((await guestKept(app, personId)).row.flags).toEqual(marked);
  },
);

test.each([...fromHere, 'on_site', 'undone'] as const)(
  'a place is taken by whoever is here, not by one who is "%s" else',
  async (it) => {
    const { operationId } = scene;
    const centreId = await app.centre({ operationId, places: 1 });
    const manager = await app.signInAs('manager', { operationId, centreId });
    const first = await arrive({ centreId }, manager);
    if (it === 'undone')
      await manager.done('people.undoCheckIn', { operationId, personId: first, reason: 'Twice', baseVersion: 1 });
    else if (it !== 'on_site') await becomes(first, it, {}, manager);
    const second = await arrive({ centreId }, manager);
    expect((await guestKept(app, second)).row.flags).toEqual(it === 'on_site' ? ['over_capacity'] : []);
  },
);

test('of two who wear one wristband neither is marked once the check-in of one is undone', async () => {
  const [one, other] = [await arrive({ reference: 'K-777' }), await arrive({ reference: 'K-777' })];
  const flags = async () => [(await guestKept(app, one)).row.flags, (await guestKept(app, other)).row.flags];
  expect(await flags()).toEqual([['reference_shared'], ['reference_shared']]);
  await undoes(one);
  expect(await flags()).toEqual([[], []]);
});

describe('whoever is missing', () => {
  const sought = async (id: string) => (await guestKept(app, id)).needs.filter(({ kind }) => kind === 'missing_person');

  test('is put on the lead’s list from when it was said, whatever else they need and whoever else is missing', async () => {
    const personId = await arrive({ needs: [{ id: app.newId(), kind: 'drink' }] });
    const other = await arrive();
    await becomes(other, 'missing');
    const [id, raisedAt] = [app.newId(), app.clock.now()];
    app.clock.advance?.(4);
    const said = { operationId: scene.operationId, personId, to: 'missing', baseVersion: 1 };
    await scene.manager.done('people.setPresence', said, { id, occurredAt: raisedAt.toISOString() });
    const alarm = { priority: 'P1', alerts: true, state: 'open', centreId: scene.centreId, raisedAt };
    expect(await sought(personId)).toMatchObject([{ id, ...alarm }]);
  });

  test.each(needStates)(
    'again, whose need of before is "%s", is put there again unless that is still open',
    async (state) => {
      const personId = await arrive();
      const first = await becomes(personId, 'missing');
      await becomes(personId, 'on_site');
      await app.deps.db.update(need).set({ state }).where(eq(need.id, first));
      const second = await becomes(personId, 'missing');
      expect((await sought(personId)).map(({ id }) => id)).toEqual(isOpenNeed(state) ? [first] : [first, second]);
    },
  );

  test('is put there though the id of what was said is that of another need', async () => {
    const taken = app.newId();
    await arrive({ needs: [{ id: taken, kind: 'food' }] });
    const personId = await arrive();
    await say('people.setPresence', { personId, to: 'missing', baseVersion: 1 }, scene.manager, { id: taken });
    expect(await sought(personId)).toMatchObject([{ priority: 'P1', state: 'open' }]);
  });
});

test('an adult who needs something else, and is found to be a child, is told of as a child on their own', async () => {
  const personId = await arrive({ needs: [{ id: app.newId(), kind: 'drink' }] });
  await say('people.amend', { personId, baseVersion: 1, ageBand: 'child' });
  expect((await guestKept(app, personId)).needs.map(({ kind }) => kind).toSorted()).toEqual(['drink', 'lone_child']);
});
