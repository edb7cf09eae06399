import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { need, needDetails } from '../../db/schema/people.ts';
import {
  isOpenNeed,
  needCompartments,
  needKindNames,
  needKinds,
  needMayBecome,
  type NeedState,
  needStates,
} from '../../shared/needs.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { guestKept } from '../support/guestKept.ts';
import { needRow } from '../support/needRow.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
});
afterAll(() => app.stop());

const say = (name: string, more: Loose, who = scene.volunteer, envelope: { occurredAt?: string } = {}) =>
  who.command(name, { operationId: scene.operationId, ...more }, envelope);
const raise = async (more: Loose = {}, who = scene.volunteer): Promise<string> => {
  const needId = app.newId();
  const { operationId, centreId } = scene;
  await who.done('needs.raise', { operationId, centreId, needId, kind: 'shower', ...more });
  return needId;
};

const RAISED = new Date('2026-11-19T03:30:00Z');
const SINCE = new Date('2026-11-19T04:00:00Z');
const ENDED = new Date('2026-11-19T04:30:00Z');
/** Who has a need to begin with: nobody, somebody who accepted it, somebody who was given it, or who passed it up. */
const holders = {
  nobody: { holderId: null, holder: null, acceptedAt: null },
  'who accepted it': { holderId: 'maya', holder: 'Maya Manager', acceptedAt: SINCE },
  'who was given it': { holderId: 'maya', holder: 'Maya Manager', acceptedAt: null },
} as const;

const mayBecome = needStates.flatMap((from) =>
  needStates.filter((to) => needMayBecome(from, to)).map((to) => [from, to] as const),
);

/** Whose it is then, and since when. */
const held = (from: NeedState, to: NeedState, by: (typeof holders)[keyof typeof holders], now: Date): Loose => {
  const mine = { holderId: scene.volunteer.userId, holder: 'Vic Volunteer' };
  if (to === 'open') return { ...holders.nobody, closedAt: null };
  if (to === 'escalated') return { ...by, closedAt: null };
  // Whoever accepts it has it; where it had ended and is taken back, whoever had it has it again.
  if (to === 'accepted' && isOpenNeed(from)) return { ...mine, acceptedAt: now, closedAt: null };
  const closedAt = isOpenNeed(to) ? null : now;
  // What somebody was given and never accepted is theirs who began or ended it.
  return by.acceptedAt ? { ...by, closedAt } : { ...mine, acceptedAt: now, closedAt };
};

describe.each(Object.entries(holders))('a need of %s', (_who, by) => {
  test.each(mayBecome)(
    'that is "%s" and becomes "%s" says whose it is, since when, and when it ended',
    async (from, to) => {
      const needId = await raise();
      const was = { state: from, ...by, raisedAt: RAISED, closedAt: isOpenNeed(from) ? null : ENDED };
      await app.deps.db.update(need).set(was).where(eq(need.id, needId));
      app.clock.advance?.(1);
      expect((await say('needs.progress', { needId, to, baseVersion: 1 })).status).toBe(200);
      const expected = held(from, to, by, app.clock.now());
      expect(await needRow(app, needId)).toMatchObject({ state: to, rowVersion: 2, ...expected });
    },
  );
});

test.each(needStates)(
  'a need that is "%s" is given to somebody while it is open, and is then theirs to accept',
  async (state) => {
    const needId = await raise();
    await app.deps.db
      .update(need)
      .set({ state, ...holders['who accepted it'] })
      .where(eq(need.id, needId));
    const args = { needId, to: scene.volunteer.userId, baseVersion: 1 };
    const { body } = await say('needs.give', args, scene.manager);
    const kept = await needRow(app, needId);
    expect(body.type).toBe(isOpenNeed(state) ? undefined : '/problems/not-in-this-state');
    expect(kept).toMatchObject(
      isOpenNeed(state)
        ? { state: 'open', holderId: scene.volunteer.userId, holder: 'Vic Volunteer', acceptedAt: null }
        : { state, ...holders['who accepted it'] },
    );
  },
);

test.each(needCompartments)(
  'what is said of a need of %s is added to its own words, whoever adds it and with what',
  async (compartment) => {
    const kind = some(needKindNames.filter((it) => needKinds[it].compartment === compartment))[0];
    const table = needDetails[compartment];
    const noteOf = async (id: string) =>
      (await app.deps.db.select({ note: table.note }).from(table).where(eq(table.id, id)))[0]?.note;
    const [silent, said] = [
      await raise({ kind, note: '' }, scene.manager),
      await raise({ kind, note: 'First' }, scene.manager),
    ];
    expect([await noteOf(silent), await noteOf(said)]).toEqual([null, 'First']);
    for (const needId of [silent, said]) {
      expect(
        (await say('needs.progress', { needId, to: 'accepted', note: '', baseVersion: 1 }, scene.manager)).status,
      ).toBe(200);
      await say('needs.progress', { needId, to: 'in_progress', note: 'Second', baseVersion: 2 }, scene.manager);
      await say('needs.note', { needId, note: 'Third' }, scene.manager);
    }
    expect([await noteOf(silent), await noteOf(said)]).toEqual(['Second\nThird', 'First\nSecond\nThird']);
  },
);

test('the refusal of an older version names whoever has the need, if anybody has', async () => {
  const needId = await raise();
  for (const [name, more] of [
    ['needs.progress', { to: 'met' }],
    ['needs.give', { to: scene.volunteer.userId }],
  ] as const)
    for (const [by, who] of [
      [holders.nobody, 'Someone'],
      [holders['who accepted it'], 'Maya Manager'],
    ] as const) {
      await app.deps.db.update(need).set(by).where(eq(need.id, needId));
      const { body } = await say(name, { needId, baseVersion: 7, ...more }, scene.manager);
      expect(body).toMatchObject({ type: '/problems/stale-version', detail: expect.stringMatching(`^${who} changed`) });
    }
});

describe('a need that is raised', () => {
  test('under an id that is taken is refused, and the other stays as it is', async () => {
    const needId = await raise({ note: 'First' });
    const before = await needRow(app, needId);
    const again = await say('needs.raise', { centreId: scene.centreId, needId, kind: 'food' });
    expect([again.status, again.body.type]).toEqual([409, '/problems/already-exists']);
    expect(await needRow(app, needId)).toEqual(before);
  });

  test('for the whole centre is of nobody, and is at no centre of another operation', async () => {
    const needId = await raise();
    expect(await needRow(app, needId)).toMatchObject({ personId: null, centreId: scene.centreId });
    const elsewhere = await setScene(app);
    const args = { centreId: elsewhere.centreId, needId: app.newId(), kind: 'food' };
    expect((await say('needs.raise', args, scene.planner)).status).toBe(404);
  });

  /** How the need ends that was said so many minutes after its guest had gone, and is heard of later. */
  const saidAfter = async (minutes: number, goes: (personId: string) => Promise<unknown>) => {
    const args = arrival(app, scene);
    const { personId } = args;
    await scene.volunteer.done('people.checkIn', args);
    app.clock.advance?.(10);
    const gone = app.clock.now().getTime();
    await goes(personId);
    app.clock.advance?.(10);
    const needId = app.newId();
    const occurredAt = new Date(gone + minutes * 60_000).toISOString();
    const said = { centreId: scene.centreId, personId, needId, kind: 'shower' };
    expect((await say('needs.raise', said, scene.volunteer, { occurredAt })).status).toBe(200);
    return (await needRow(app, needId)).state;
  };
  const leaves = (personId: string) => say('people.setPresence', { personId, to: 'departed', baseVersion: 1 });
  const undone = (personId: string) => say('people.undoCheckIn', { personId, reason: 'Twice', baseVersion: 1 });
  const goesOut = (personId: string) => say('people.setPresence', { personId, to: 'temporarily_out', baseVersion: 1 });

  test.each([
    ['they left', leaves, 'left_before_met'],
    ['their check-in was undone', undone, 'undone'],
    ['they went out for a while', goesOut, 'open'],
  ] as const)('before %s, or at that moment, ends with that; said after it stands', async (_what, goes, state) => {
    expect(await saidAfter(-5, goes)).toBe(state);
    expect(await saidAfter(0, goes)).toBe(state);
    expect(await saidAfter(5, goes)).toBe('open');
  });

  test('ends by itself, not the others of a guest who left', async () => {
    const args = arrival(app, scene);
    await scene.volunteer.done('people.checkIn', args);
    const before = app.clock.now().toISOString();
    app.clock.advance?.(10);
    await leaves(args.personId);
    app.clock.advance?.(10);
    const said = { centreId: scene.centreId, personId: args.personId, kind: 'follow_up' };
    await say('needs.raise', { ...said, needId: app.newId() });
    await say('needs.raise', { ...said, needId: app.newId() }, scene.volunteer, { occurredAt: before });
    const states = (await guestKept(app, args.personId)).needs.map((it) => it.state);
    expect(states).toEqual(['open', 'left_before_met']);
  });
});
