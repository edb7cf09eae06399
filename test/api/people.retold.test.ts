import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { twoDesks } from '../support/twoDesks.ts';

let app: TestApp;
let scene: Scene;
const { now, list } = twoDesks(() => ({ app, scene }));

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
});
afterAll(() => app.stop());

const say = (name: string, more: Loose, who = scene.volunteer) =>
  who.done(name, { operationId: scene.operationId, ...more });
const rowOf = async (personId: string): Promise<Loose> => {
  const held = await now();
  return { ...held.row('person', personId), ...held.row('personIdentity', personId), versions: undefined };
};
const versionOf = async (kind: string, id: string) => Number((await now()).row(kind, id)?.['rowVersion'] ?? 0);

/** Of each field: what was said at the door, what it was corrected to, and by what. */
const fields: Record<string, { door: string; corrected: string; by: 'people.amend' | 'people.identify' }> = {
  reference: { door: 'K-014', corrected: 'K-041', by: 'people.amend' },
  language: { door: 'vi', corrected: 'ro', by: 'people.amend' },
  ageBand: { door: 'unsure', corrected: 'adult', by: 'people.amend' },
  vehicle: { door: 'Coach 1', corrected: 'Coach 2', by: 'people.amend' },
  groupId: {
    door: '0193e0a0-0000-7000-8000-0000000000a1',
    corrected: '0193e0a0-0000-7000-8000-0000000000a2',
    by: 'people.amend',
  },
  preferredName: { door: 'Mihai', corrected: 'Mihail', by: 'people.identify' },
  sex: { door: 'male', corrected: 'female', by: 'people.identify' },
};
const door = Object.fromEntries(Object.entries(fields).map(([name, it]) => [name, it.door]));

const correctedGuest = async (field: string): Promise<Loose> => {
  const args = arrival(app, scene, door);
  await say('people.checkIn', args);
  const it = fields[field];
  const kind = it?.by === 'people.amend' ? 'person' : 'personIdentity';
  const baseVersion = await versionOf(kind, args.personId);
  await say(String(it?.by), { personId: args.personId, baseVersion, [field]: it?.corrected }, scene.manager);
  return args;
};

test.each(Object.keys(fields))(
  'a corrected "%s", said again as before, stands, and is asked about once',
  async (field) => {
    const args = await correctedGuest(field);
    await say('people.checkIn', args);
    await say('people.checkIn', args);
    expect((await rowOf(args.personId))[field]).toBe(fields[field]?.corrected);
    const { items } = await list();
    expect(items).toMatchObject([
      {
        kind: 'conflict',
        command: fields[field]?.by,
        personIds: [args.personId],
        choices: expect.arrayContaining(['retry', 'discard']),
      },
    ]);
  },
);

test.each(Object.keys(fields))(
  'of a corrected "%s", what was said again is used where somebody decides so',
  async (field) => {
    const args = await correctedGuest(field);
    await say('people.checkIn', args);
    const [item] = (await list()).items;
    await say('attention.retry', { attentionId: item.id, baseVersion: item.rowVersion }, scene.manager);
    expect((await rowOf(args.personId))[field]).toBe(fields[field]?.door);
  },
);

test.each(Object.keys(fields))(
  'a "%s" that nobody corrected is asked about only where it would be lost',
  async (field) => {
    const args = arrival(app, scene, door);
    await say('people.checkIn', args);
    await say('people.checkIn', args);
    expect((await list()).items).toEqual([]);
    expect((await rowOf(args.personId))[field]).toBe(fields[field]?.door);
  },
);

test('what was blank is filled by a second check-in, and nobody is asked', async () => {
  const args = arrival(app, scene, { language: 'und' });
  await say('people.checkIn', args);
  const { language, vehicle, groupId, preferredName, sex } = door;
  await say('people.checkIn', { ...args, language, vehicle, groupId, preferredName, sex });
  expect(await rowOf(args.personId)).toMatchObject({ language, vehicle, groupId, preferredName, sex });
  expect((await list()).items).toEqual([]);
});

test('another name at a second check-in never writes over the first, and waits for an answer', async () => {
  const args = arrival(app, scene, { preferredName: 'Mihai' });
  await say('people.checkIn', args);
  await say('people.checkIn', { ...args, preferredName: 'Ion' });
  expect((await rowOf(args.personId)).preferredName).toBe('Mihai');
  const [item] = (await list()).items;
  const shown = item.fields.find((it: Loose) => it.name === 'preferredName');
  expect(shown).toMatchObject({ values: ['Ion', 'Mihai'], differs: true });
});

test('each other thing that is said is asked about once, whatever has been changed of the guest meanwhile', async () => {
  const args = arrival(app, scene, { ...door, reference: undefined });
  await say('people.checkIn', args);
  const said = ['Ion', 'Ivan', 'Ion'];
  for (const [n, preferredName] of said.entries()) {
    await say('people.checkIn', { ...args, preferredName });
    await say('people.move', { personId: args.personId, zone: `Hall ${n}`, baseVersion: n + 1 });
    await say('people.identify', { personId: args.personId, baseVersion: n + 1, preferredName: `Mihai ${n}` });
  }
  expect((await list()).items).toHaveLength(2);
});

test('where the record and the name are both told otherwise, both are asked about, and the rest is kept', async () => {
  const args = await correctedGuest('vehicle');
  await say('people.checkIn', { ...args, preferredName: 'Ion', zone: 'Hall A' });
  const commands = (await list()).items.map((it: Loose) => it.command);
  expect(commands.toSorted()).toEqual(['people.amend', 'people.identify']);
  expect(await rowOf(args['personId'])).toMatchObject({ vehicle: 'Coach 2', preferredName: 'Mihai', zone: 'Hall A' });
});

test('whoever is given another wristband at the door wears that one', async () => {
  const args = await correctedGuest('reference');
  await say('people.checkIn', { ...args, reference: 'K-100' });
  expect((await rowOf(args.personId)).reference).toBe('K-100');
  expect((await list()).items).toEqual([]);
});

test.each(['departed', 'temporarily_out', 'left_voluntarily'])(
  'whoever was "%s" and is checked in again is still from paper, and of the form somebody else is of too',
  async (to) => {
    const args = arrival(app, scene, { paperForm: 7 });
    await say('people.checkIn', args);
    await say('people.checkIn', arrival(app, scene, { paperForm: 7 }));
    await say('people.setPresence', { personId: args.personId, to, baseVersion: 1 });
    const { paperForm: _form, ...again } = args as Loose;
    await say('people.checkIn', again);
    expect((await rowOf(args.personId)).flags.toSorted()).toEqual(['form_shared', 'from_paper']);
  },
);
