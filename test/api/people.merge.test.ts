import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { twoDesks } from '../support/twoDesks.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;
let otherDesk: Person;
const { signInOtherDesk, say, now, list, at, onSite } = twoDesks(() => ({ app, scene }));

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
  otherDesk = await signInOtherDesk();
});
afterAll(() => app.stop());

const twice = async () => {
  const need = (kind: string) => ({ id: app.newId(), kind });
  const first = arrival(app, scene, { reference: 'K-023', vehicle: 'Coach 1', needs: [need('drink')] });
  const more = {
    ageBand: 'unsure',
    preferredName: 'Mihai',
    needs: [need('pain'), need('drink')],
    groupId: app.newId(),
  };
  const second = arrival(app, scene, { reference: 'K-023', ...more });
  await scene.volunteer.done('people.checkIn', first, at(8));
  await otherDesk.done('people.checkIn', second, at(2));
  return { first, second, keepId: first.personId, joinId: second.personId };
};
const versionsOf = async (ids: Loose) => {
  const held = await now();
  return {
    keepVersion: held.row('person', ids.keepId)?.['rowVersion'],
    joinVersion: held.row('person', ids.joinId)?.['rowVersion'],
  };
};
const join = async ({ keepId, joinId }: Loose, mergeId = app.newId()) => {
  const versions = await versionsOf({ keepId, joinId });
  const answer = await say(scene.manager, 'people.merge', { mergeId, keepId, joinId, ...versions });
  if (answer.status !== 200) throw new Error(answer.text);
  return mergeId;
};
test('one wristband on two records is shown once, both beside each other, with what a join would make of them', async () => {
  const { keepId, joinId } = await twice();
  const { items } = await list();
  expect(items).toMatchObject([
    {
      kind: 'same_reference',
      references: ['K-023'],
      sides: [
        { who: 'Leon A.', personId: joinId },
        { who: 'Vic Volunteer', personId: keepId },
      ],
      joined: { keepId: joinId, joinId: keepId, reference: 'K-023', ageBand: 'unsure', name: 'Mihai' },
      choices: ['join', 'apart', 'ask'],
    },
  ]);
  const differing = items[0].fields.filter((it: Loose) => it.differs).map((it: Loose) => it.name);
  expect(differing).toEqual(['ageBand', 'needs']);
});

test('a join is shown with the name that either has, their wristbands in order, and who checked each in first', async () => {
  const second = arrival(app, scene, { reference: 'K-062', vehicle: 'Van' });
  const first = arrival(app, scene, { reference: 'K-061', vehicle: 'Van', preferredName: 'Mihai' });
  await scene.volunteer.done('people.checkIn', first, at(2));
  await otherDesk.done('people.checkIn', second, at(8));
  const left = { personId: first.personId, to: 'departed', baseVersion: 1 };
  await say(scene.volunteer, 'people.setPresence', left);
  await scene.manager.done('people.checkIn', first);
  const [item] = (await list()).items;
  expect(item).toMatchObject({
    references: ['K-061', 'K-062'],
    sides: [{ who: 'Leon A.' }, { who: 'Vic Volunteer' }],
    joined: { keepId: second.personId, name: 'Mihai' },
  });
  const apart = { attentionId: item.id, baseVersion: item.rowVersion, as: 'kept_apart', reason: 'Two brothers' };
  expect((await say(scene.manager, 'attention.settle', apart)).status).toBe(200);
  const text = 'Kept apart as different guests, with a reason (K-061, K-062)';
  expect((await now()).rows('logEntry')).toMatchObject([{ text }]);
});

test('joined, they are one guest: the safer age, the earliest arrival, every need, the name, and one head', async () => {
  const ids = await twice();
  await join(ids);
  const held = await now();
  expect(held.row('person', ids.keepId)).toMatchObject({
    ageBand: 'unsure',
    arrivedAt: '2026-11-19T05:02:00.000Z',
    vehicle: 'Coach 1',
    groupId: ids.second['groupId'],
    flags: [],
  });
  expect(held.row('personIdentity', ids.keepId)).toMatchObject({ preferredName: 'Mihai' });
  expect(held.row('person', ids.joinId)).toMatchObject({ mergedInto: ids.keepId, undoneReason: 'Joined with K-023' });
  expect(held.rows('need').filter((it) => it['personId'] === ids.keepId)).toHaveLength(3);
  expect(held.rows('stay').filter((it) => it['leftAt'] === null)).toMatchObject([{ personId: ids.keepId }]);
  expect(onSite(held)).toBe(1);
  expect((await list()).items).toEqual([]);
  expect((await list()).settled).toMatchObject([{ settledAs: 'joined', settledBy: 'Maya Manager' }]);
});

test('a settled join shows what was decided on, whatever the record says since, and what the join made of it', async () => {
  const ids = await twice();
  const [open] = (await list()).items;
  const mergeId = await join(ids);
  const [kept, of] = [(await now()).row('person', ids.keepId), { personId: ids.keepId, centreId: scene.centreId }];
  await say(scene.volunteer, 'people.move', {
    personId: ids.keepId,
    baseVersion: kept?.['rowVersion'],
    zone: 'Hall B',
  });
  await say(scene.volunteer, 'needs.raise', { ...of, needId: app.newId(), kind: 'food' });
  const [settled] = (await list()).settled;
  const shown = ({ sides, fields, joined, references }: Loose) => ({ sides, fields, joined, references });
  expect(shown(settled)).toEqual(shown(open));
  expect(settled.mergeId).toBe(mergeId);
  await say(scene.manager, 'people.unmerge', { mergeId, reason: 'Two sisters' });
  const undone = (await list()).settled.at(-1);
  expect(shown(undone)).toEqual(shown(open));
  // What has come apart is not offered to be taken apart again.
  expect(undone.mergeId).toBeNull();
});

test('whoever runs the centre a guest has left is not shown how they stood when it was settled', async () => {
  const ids = await twice();
  await join(ids);
  const { sql } = app.deps;
  await sql`update person set centre_id = ${scene.otherCentreId} where id in (${ids.keepId}, ${ids.joinId})`;
  const [settled] = (await list()).settled;
  expect(settled).toMatchObject({ references: [], joined: null });
  expect(settled.fields.every((it: Loose) => it.locked)).toBe(true);
});

test('nor is the other record of a guest who has left shown, which stayed behind when the two were joined', async () => {
  const ids = await twice();
  await join(ids);
  const baseVersion = (await now()).row('person', ids.keepId)?.['rowVersion'];
  const to = { personId: ids.keepId, baseVersion, to: 'transferred', centreId: scene.otherCentreId };
  expect((await say(scene.volunteer, 'people.setPresence', to)).status).toBe(200);
  const [settled] = (await list()).settled;
  expect(settled).toMatchObject({ references: [], joined: null, sides: [{ personId: null }, { personId: null }] });
  expect(settled.fields.every((it: Loose) => it.locked)).toBe(true);
});

test('the name on a joined record goes where its guest goes, and stays with it where the join is undone', async () => {
  const ids = await twice();
  const mergeId = await join(ids);
  const baseVersion = (await now()).row('person', ids.keepId)?.['rowVersion'];
  const to = { personId: ids.keepId, baseVersion, to: 'transferred', centreId: scene.otherCentreId };
  expect((await say(scene.volunteer, 'people.setPresence', to)).status).toBe(200);
  expect((await now()).rows('personIdentity')).toEqual([]);
  const lead = await app.signInAs('manager', { operationId: scene.operationId });
  const undone = await say(lead, 'people.unmerge', { mergeId, reason: 'Two sisters' });
  expect(undone.status).toBe(200);
  expect((await now()).rows('personIdentity')).toEqual([]);
  const there = (await lead.mirror(scene.operationId)).row('personIdentity', ids.joinId);
  expect(there).toMatchObject({ preferredName: 'Mihai', centreId: scene.otherCentreId });
});

test('a mended wristband shows what was decided on, too: two guests with one number', async () => {
  const ids = await twice();
  const [open] = (await list()).items;
  const { keepVersion } = await versionsOf(ids);
  await say(scene.volunteer, 'people.amend', { personId: ids.keepId, baseVersion: keepVersion, reference: 'K-024' });
  const [settled] = (await list()).settled;
  expect(settled).toMatchObject({ settledAs: 'resolved', references: ['K-023'], fields: open.fields });
});

test('an undone join leaves both as they were, but for what somebody has said since', async () => {
  const ids = await twice();
  const before = await now();
  const mergeId = await join(ids);
  const kept = (await now()).row('person', ids.keepId);
  await say(scene.volunteer, 'people.amend', {
    personId: ids.keepId,
    baseVersion: kept?.['rowVersion'],
    vehicle: 'Coach 2',
  });
  const late = app.newId();
  await say(scene.volunteer, 'needs.raise', {
    centreId: scene.centreId,
    needId: late,
    personId: ids.keepId,
    kind: 'food',
  });
  expect((await say(scene.manager, 'people.unmerge', { mergeId, reason: 'Two sisters' })).status).toBe(200);
  const after = await now();
  const plain = ({ rowVersion: _version, ...row }: Loose) => row;
  expect(plain(after.row('person', ids.joinId))).toEqual(plain(before.row('person', ids.joinId)));
  expect(plain(after.row('person', ids.keepId))).toEqual({
    ...plain(before.row('person', ids.keepId)),
    vehicle: 'Coach 2',
  });
  expect(after.row('personIdentity', ids.keepId)).toMatchObject({ preferredName: null });
  expect(after.row('personIdentity', ids.joinId)).toMatchObject({ preferredName: 'Mihai' });
  for (const it of some(before.rows('need'))) expect(after.row('need', String(it['id']))).toEqual(it);
  expect(after.row('need', late)).toMatchObject({ personId: ids.keepId });
  expect(after.rows('stay').filter((it) => it['leftAt'] === null)).toHaveLength(2);
  expect(onSite(after)).toBe(2);
  const again = await say(scene.manager, 'people.unmerge', { mergeId, reason: 'Twice' });
  expect(again.body.type).toBe('/problems/not-in-this-state');
  expect((await list()).items).toMatchObject([{ kind: 'same_reference' }]);
});

test('what is said later of the record that was joined lands on the one that was kept', async () => {
  const ids = await twice();
  await join(ids);
  const needId = app.newId();
  const raised = { centreId: scene.centreId, needId, personId: ids.joinId, kind: 'clothing' };
  expect((await say(otherDesk, 'needs.raise', raised)).status).toBe(200);
  const again = { ...ids.second, needs: [{ id: app.newId(), kind: 'rest' }] };
  expect(await otherDesk.done('people.checkIn', again)).toMatchObject({ personId: ids.keepId, alreadyHere: true });
  const held = await now();
  expect(held.rows('need').filter((it) => it['personId'] === ids.keepId)).toHaveLength(5);
  expect(held.row('person', ids.joinId)).toMatchObject({ mergedInto: ids.keepId, undoneAt: expect.any(String) });
  const moved = await say(otherDesk, 'people.move', { personId: ids.joinId, zone: 'Hall B', baseVersion: 2 });
  expect(moved.body.type).toBe('/problems/stale-version');
});

test('only a lead joins or parts records, and never from an older state than they looked at', async () => {
  const ids = await twice();
  const args = { mergeId: app.newId(), keepId: ids.keepId, joinId: ids.joinId, keepVersion: 1, joinVersion: 1 };
  for (const who of [scene.volunteer, scene.planner, scene.silver, scene.otherVolunteer]) {
    expect((await say(who, 'people.merge', args)).status).toBe(404);
  }
  await say(scene.volunteer, 'people.move', { personId: ids.keepId, zone: 'Hall B', baseVersion: 1 });
  expect((await say(scene.manager, 'people.merge', args)).body.type).toBe('/problems/stale-version');
  expect((await say(scene.manager, 'people.merge', { ...args, joinId: ids.keepId })).status).toBe(409);
  const mergeId = await join(ids);
  expect((await say(scene.volunteer, 'people.unmerge', { mergeId, reason: 'x' })).status).toBe(404);
});

test('whoever has left is not kept in place of who is here', async () => {
  const ids = await twice();
  await say(scene.volunteer, 'people.setPresence', { personId: ids.keepId, to: 'departed', baseVersion: 1 });
  const args = { mergeId: app.newId(), keepId: ids.keepId, joinId: ids.joinId, keepVersion: 2, joinVersion: 1 };
  expect((await say(scene.manager, 'people.merge', args)).body.type).toBe('/problems/not-in-this-state');
});

test('a mended wristband settles itself; a pair kept apart is not asked about again', async () => {
  const ids = await twice();
  const amend = (reference: string, baseVersion: number) =>
    say(otherDesk, 'people.amend', { personId: ids.joinId, baseVersion, reference });
  await amend('K-040', 1);
  expect((await list()).settled).toMatchObject([{ kind: 'same_reference', settledAs: 'resolved' }]);
  await amend('K-023', 2);
  const [item] = (await list()).items;
  const choice = { attentionId: item.id, baseVersion: item.rowVersion, as: 'kept_apart', reason: 'Twins' };
  expect((await say(otherDesk, 'attention.settle', choice)).status).toBe(404);
  expect((await say(scene.manager, 'attention.settle', choice)).status).toBe(200);
  await amend('K-040', 3);
  await amend('K-023', 4);
  expect((await list()).items).toEqual([]);
});

test('a third who wears a wristband is asked about, though the first two were kept apart', async () => {
  await twice();
  const [item] = (await list()).items;
  const choice = { attentionId: item.id, baseVersion: item.rowVersion, as: 'kept_apart', reason: 'Twins' };
  expect((await say(scene.manager, 'attention.settle', choice)).status).toBe(200);
  const third = arrival(app, scene, { reference: 'K-023' });
  await scene.volunteer.done('people.checkIn', third);
  const { items } = await list();
  expect(items).toMatchObject([{ kind: 'same_reference' }]);
  expect(items[0].personIds).toContain(third.personId);
});

test('edits of different things from one version both stand; of the same thing the second is for a person', async () => {
  const args = arrival(app, scene, { reference: 'K-001' });
  await scene.volunteer.done('people.checkIn', args);
  const amend = (who: Person, more: Loose) =>
    say(who, 'people.amend', { personId: args.personId, baseVersion: 1, ...more });
  expect((await amend(scene.volunteer, { language: 'ro' })).status).toBe(200);
  expect((await amend(otherDesk, { vehicle: 'Coach 2' })).status).toBe(200);
  expect((await amend(otherDesk, { language: 'sq' })).body.type).toBe('/problems/stale-version');
  expect((await now()).row('person', args.personId)).toMatchObject({
    language: 'ro',
    vehicle: 'Coach 2',
    rowVersion: 3,
  });
});

test('age, place and presence never change from an older version, nor does a record whose guest has left', async () => {
  const args = arrival(app, scene, { reference: 'K-001' });
  await scene.volunteer.done('people.checkIn', args);
  const from = { personId: args.personId, baseVersion: 1 };
  await say(scene.volunteer, 'people.amend', { ...from, language: 'ro' });
  const stale = [
    await say(otherDesk, 'people.amend', { ...from, ageBand: 'child' }),
    await say(otherDesk, 'people.move', { ...from, zone: 'Hall B' }),
    await say(otherDesk, 'people.setPresence', { ...from, to: 'departed' }),
  ];
  await say(scene.volunteer, 'people.setPresence', { ...from, baseVersion: 2, to: 'departed' });
  stale.push(await say(otherDesk, 'people.amend', { ...from, vehicle: 'Coach 2' }));
  expect(stale.map((it) => it.body.type)).toEqual(stale.map(() => '/problems/stale-version'));
});

test.each(['has left', 'is sent on', 'has come in elsewhere', 'was struck out'])(
  'nothing of a guest who %s since is corrected from before that',
  async (what) => {
    const { operationId, centreId, otherCentreId } = scene;
    const manages = (id: string) => ({ role: 'manager' as const, operationId, centreId: id, address: true });
    const both = await app.signInAs([manages(centreId), manages(otherCentreId)]);
    const args = arrival(app, scene, { reference: 'K-001' });
    await both.done('people.checkIn', args);
    const from = { operationId, personId: args.personId, baseVersion: 1 };
    const since: Record<string, [string, Loose]> = {
      'has left': ['people.setPresence', { ...from, to: 'departed' }],
      'is sent on': ['people.setPresence', { ...from, to: 'transferred', centreId: otherCentreId }],
      'has come in elsewhere': ['people.checkIn', { ...args, centreId: otherCentreId }],
      'was struck out': ['people.undoCheckIn', { ...from, reason: 'Twice' }],
    };
    await both.done(...(since[what] ?? ['', {}]));
    expect((await say(both, 'people.amend', { ...from, vehicle: 'Coach 2' })).body.type).toBe(
      '/problems/stale-version',
    );
  },
);
