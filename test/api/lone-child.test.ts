import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { need } from '../../db/schema/people.ts';
import { isOpenNeed, needStates } from '../../shared/needs.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';

let app: TestApp;
let operationId: string;
let centreId: string;
let volunteer: Person;
let manager: Person;

beforeAll(async () => {
  app = await startTestApp();
  operationId = await app.operation();
  centreId = await app.centre({ operationId });
  volunteer = await app.signInAs('volunteer', { operationId, centreId });
  manager = await app.signInAs('manager', { operationId, centreId });
});

afterAll(() => app.stop());

const arrives = async (said: Record<string, unknown>, id = app.newId()) => {
  const personId = app.newId();
  const args = { operationId, centreId, personId, ageBand: 'adult', language: 'vi', needs: [], ...said };
  await volunteer.done('people.checkIn', args, { id });
  return { personId, args, id };
};

const amends = (personId: string, baseVersion: number, said: Record<string, unknown>) =>
  volunteer.done('people.amend', { operationId, personId, baseVersion, ...said });

const toldOf = async (personId: string): Promise<Record<string, unknown>[]> => {
  const seen = await manager.mirror(operationId);
  return seen
    .rows('need')
    .filter((it) => it['personId'] === personId)
    .map((it) => ({ ...it, kind: seen.row('needDetail', String(it['id']))?.['kind'] }));
};

test('a child who came with nobody is a P1 for the lead, from the check-in alone', async () => {
  const { personId, id } = await arrives({ ageBand: 'child' });
  expect(await toldOf(personId)).toMatchObject([
    { id, kind: 'lone_child', priority: 'P1', alerts: true, state: 'open', compartment: 'welfare' },
  ]);
});

test('someone whose age nobody is sure of is treated as a child', async () => {
  const { personId } = await arrives({ ageBand: 'unsure' });
  expect(await toldOf(personId)).toMatchObject([{ kind: 'lone_child', priority: 'P1' }]);
});

test('an adult raises nothing, and neither does a child who came in a group', async () => {
  const adult = await arrives({});
  const child = await arrives({ ageBand: 'child', groupId: app.newId() });
  expect(await toldOf(adult.personId)).toEqual([]);
  expect(await toldOf(child.personId)).toEqual([]);
});

test('a child who is taken out of their group is a P1 for the lead', async () => {
  const { personId } = await arrives({ ageBand: 'child', groupId: app.newId() });
  await amends(personId, 1, { groupId: null });
  expect(await toldOf(personId)).toMatchObject([{ kind: 'lone_child', priority: 'P1' }]);
});

test('the same check-in sent again tells the lead once', async () => {
  const { personId, args, id } = await arrives({ ageBand: 'child' });
  await volunteer.done('people.checkIn', args, { id });
  await volunteer.done('people.checkIn', args);
  expect(await toldOf(personId)).toHaveLength(1);
});

test('the lead is told of a child whatever ids the needs said with them have', async () => {
  const [twice, taken, id] = [app.newId(), app.newId(), app.newId()];
  await arrives({ needs: [{ id: taken, kind: 'food' }] });
  const said = [
    await arrives({
      ageBand: 'child',
      needs: [
        { id: twice, kind: 'drink' },
        { id: twice, kind: 'lone_child' },
      ],
    }),
    await arrives({ ageBand: 'child', needs: [{ id: taken, kind: 'lone_child' }] }),
    await arrives({ ageBand: 'child', needs: [{ id, kind: 'drink' }] }, id),
    await arrives({ ageBand: 'child' }, taken),
  ];
  const told = await Promise.all(said.map(({ personId }) => toldOf(personId)));
  expect(told.map((all) => all.map(({ kind }) => kind).toSorted())).toEqual([
    ['drink', 'lone_child'],
    ['lone_child'],
    ['drink', 'lone_child'],
    ['lone_child'],
  ]);
});

test('an adult corrected to "not sure" is told of then, and not again while that is open', async () => {
  const { personId } = await arrives({});
  await amends(personId, 1, { ageBand: 'unsure' });
  await amends(personId, 2, { ageBand: 'child' });
  await amends(personId, 3, { language: 'sq' });
  expect(await toldOf(personId)).toMatchObject([{ kind: 'lone_child', state: 'open' }]);
});

test('a volunteer who raised it by hand at the door has raised it, so it is not doubled', async () => {
  const needId = app.newId();
  const { personId } = await arrives({ ageBand: 'child', needs: [{ id: needId, kind: 'lone_child' }] });
  expect(await toldOf(personId)).toMatchObject([{ id: needId }]);
});

test.each(needStates)(
  'a lone child told of before, whose need is "%s", is told of again unless that is still open',
  async (state) => {
    const { personId, id } = await arrives({ ageBand: 'child' });
    await app.deps.db.update(need).set({ state }).where(eq(need.id, id));
    await amends(personId, 1, { ageBand: 'unsure' });
    const again = (await toldOf(personId)).filter((it) => it['id'] !== id);
    expect(again).toMatchObject(isOpenNeed(state) ? [] : [{ kind: 'lone_child', priority: 'P1', alerts: true }]);
  },
);

test.each(['people.checkIn', 'people.setPresence'])(
  'a child on their own who was met, left and comes back by %s is told of again',
  async (how) => {
    const { personId, args, id } = await arrives({ ageBand: 'child' });
    const said = { operationId, needId: id, to: 'met', baseVersion: 1 };
    await manager.done('needs.progress', said);
    await volunteer.done('people.setPresence', { operationId, personId, to: 'departed', baseVersion: 1 });
    const back = how === 'people.checkIn' ? args : { operationId, personId, to: 'on_site', baseVersion: 2 };
    await volunteer.done(how, back);
    expect((await toldOf(personId)).map((it) => it['state']).toSorted()).toEqual(['met', 'open']);
  },
);
