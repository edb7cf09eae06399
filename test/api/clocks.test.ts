import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { need, person, stay } from '../../db/schema/people.ts';
import { CLOCK_HEADER } from '../../shared/push.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { argsNow, commandNames, type Everybody, everybodyAt } from '../support/everyCommand.ts';
import type { PairedTablet, PairedUser } from '../support/pairedTablet.ts';
import { arrival, type Scene, setScene } from '../support/scene.ts';
import { some } from '../support/some.ts';
import { besideAnother } from '../support/twoOperations.ts';

const LOST = '2010-01-01T00:05:00.000Z';
const cannotBe = [LOST, '2000-01-01T00:00:00.000Z', '2041-06-01T12:00:00.000Z'];

let app: TestApp;
let scene: Scene;
beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
});
afterAll(() => app.stop());

const ofGuest = async (id: string) => {
  const [found] = await app.deps.db.select().from(person).where(eq(person.id, id));
  const [stayed] = await app.deps.db.select().from(stay).where(eq(stay.personId, id));
  const [needed] = await app.deps.db.select().from(need).where(eq(need.personId, id));
  return { found, stayed, needed };
};

const receive = async (occurredAt: string, more: Loose = {}) => {
  const needs = [{ id: app.newId(), kind: 'drink' }];
  const args = arrival(app, scene, { needs, ...more });
  await scene.volunteer.done('people.checkIn', args, { occurredAt });
  return { args, ...(await ofGuest(args.personId)) };
};

describe('an arrival told at a time that cannot be', () => {
  it.each(cannotBe)(
    'told as %s it stands when it was heard, keeps what was told, and needs run from then',
    async (told) => {
      const heard = app.clock.now();
      const { found, stayed, needed } = await receive(told);
      expect(found).toMatchObject({ arrivedAt: heard, toldAt: new Date(told) });
      expect(stayed?.arrivedAt).toEqual(heard);
      expect(needed?.raisedAt).toEqual(heard);
      expect(needed?.dueAt?.getTime()).toBeGreaterThan(heard.getTime());
    },
  );

  it('from a paper form it stands when it was keyed in', async () => {
    const now = app.clock.now();
    const { found } = await receive(now.toISOString(), { paperForm: 71, writtenAt: LOST });
    expect(found).toMatchObject({ arrivedAt: now, toldAt: new Date(LOST), keyedAt: now });
  });

  it.each([
    [-59, 'before its operation but within the hour'],
    [-5, 'a few minutes ago'],
    [0, 'now'],
  ])('%i minutes: %s, it is believed, and nothing is marked', async (minutes) => {
    const at = new Date(app.clock.now().getTime() + minutes * 60_000);
    expect((await receive(at.toISOString())).found).toMatchObject({ arrivedAt: at, toldAt: null });
  });

  it('a few minutes ahead it is taken as now, and nothing is marked', async () => {
    const at = new Date(app.clock.now().getTime() + 5 * 60_000).toISOString();
    expect((await receive(at)).found).toMatchObject({ arrivedAt: app.clock.now(), toldAt: null });
  });

  it('written on paper the evening before, it is believed', async () => {
    const at = new Date(app.clock.now().getTime() - 10 * 3_600_000);
    const { found } = await receive(app.clock.now().toISOString(), { paperForm: 72, writtenAt: at.toISOString() });
    expect(found).toMatchObject({ arrivedAt: at, toldAt: null });
  });

  it('what was told goes with the earlier arrival of two that are joined, and comes back apart', async () => {
    const lost = await receive(LOST);
    app.clock.advance?.(3);
    const later = await receive(app.clock.now().toISOString());
    const [keepId, joinId, mergeId] = [later.args.personId, lost.args.personId, app.newId()];
    const pair = { operationId: scene.operationId, mergeId, keepId, joinId, keepVersion: 1, joinVersion: 1 };
    await scene.manager.done('people.merge', pair);
    expect((await ofGuest(keepId)).found).toMatchObject({
      arrivedAt: lost.found?.arrivedAt,
      toldAt: new Date(LOST),
    });
    const { operationId } = scene;
    await scene.manager.done('people.unmerge', { operationId, mergeId, reason: 'Two sisters' });
    expect((await ofGuest(keepId)).found).toMatchObject({ arrivedAt: later.found?.arrivedAt, toldAt: null });
  });
});

it('believes a tablet that was without signal for hours', async () => {
  const before = app.clock.now();
  app.clock.advance?.(300);
  expect((await receive(before.toISOString())).found).toMatchObject({ arrivedAt: before, toldAt: null });
});

it('marks a log entry, and shows it when it was heard', async () => {
  const args = { operationId: scene.operationId, centreId: scene.centreId, entryId: app.newId(), text: 'Lost clock' };
  await scene.manager.done('log.write', args, { occurredAt: LOST });
  const entries = (await scene.manager.mirror(scene.operationId)).rows('logEntry');
  const now = app.clock.now().toISOString();
  expect(entries.find((row) => row['id'] === args.entryId)).toMatchObject({ occurredAt: now, toldAt: LOST });
});

describe('every command, told with a clock that was lost', () => {
  let everybody: Everybody;
  beforeAll(async () => {
    everybody = await everybodyAt(app, await besideAnother(app));
  });

  it.each(some(commandNames))('%s writes no row at that time', async (name) => {
    const { work, people } = everybody;
    const statuses: number[] = [];
    for (const { person: by } of some(people)) {
      const { status } = await by.command(name, await argsNow(name, work), { occurredAt: LOST });
      statuses.push(status);
    }
    expect(statuses).toContain(200);
    const rows = await app.owner<{ row: Loose }[]>`
      select "row" - 'toldAt' as row from version where ("row" - 'toldAt')::text like '%2010-01-01%'`;
    expect(rows.map(({ row }) => row)).toEqual([]);
  });
});

describe('a tablet whose clock is wrong', () => {
  let tablet: PairedTablet;
  let joan: PairedUser;
  beforeAll(async () => {
    const { operationId, centreId } = scene;
    tablet = await app.pairTablet({ operationId, centreId, hands: [{ name: 'Joan P.' }] });
    joan = tablet.hands[0] as PairedUser;
  });

  const handIn = async (occurredAt: string, clock?: string) => {
    const item = await tablet.seal(joan, 'people.checkIn', arrival(app, scene), { occurredAt });
    const headers: Record<string, string> = clock === undefined ? {} : { [CLOCK_HEADER]: clock };
    const body = JSON.stringify({ items: [item], waiting: 0 });
    const { cookie } = tablet;
    const sent = await fetch(`${app.url}/api/push`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', origin: app.url, cookie, ...headers },
    });
    expect(((await sent.json()) as Loose).answers).toMatchObject([{ as: 'accepted' }]);
  };
  const asked = async (): Promise<Loose[]> => {
    const { operationId, centreId } = scene;
    const { body } = await scene.manager.get(`/api/operations/${operationId}/attention?centreId=${centreId}`);
    return body.items.filter((row: Loose) => row.kind === 'clock');
  };
  const now = () => app.clock.now().toISOString();

  it('is asked about once, by its name and with what it said', async () => {
    await handIn(now());
    expect(await asked()).toEqual([]);
    await handIn(LOST);
    await handIn(LOST);
    expect(await asked()).toMatchObject([{ choices: ['resolve', 'ask'], sides: [{ at: LOST }] }]);
  });

  it('stays asked about while Haven tells it the time, and is settled once its own clock is right', async () => {
    await handIn(now(), LOST);
    expect(await asked()).toHaveLength(1);
    await handIn(now(), new Date().toISOString());
    expect(await asked()).toEqual([]);
  });

  it('is not asked about where its clock was set before it was heard', async () => {
    await handIn(LOST, new Date().toISOString());
    expect(await asked()).toEqual([]);
  });

  it('is settled by a person, and in no other way', async () => {
    await handIn(LOST);
    const [open] = await asked();
    const args = { operationId: scene.operationId, attentionId: open.id, baseVersion: open.rowVersion, reason: 'Set' };
    for (const as of ['discarded', 'kept_apart'])
      expect((await scene.manager.command('attention.settle', { ...args, as })).status).toBe(409);
    await scene.manager.done('attention.settle', { ...args, as: 'resolved' });
    expect(await asked()).toEqual([]);
  });
});
