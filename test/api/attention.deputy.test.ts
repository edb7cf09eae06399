/** Whoever decides lends nobody their right: neither to what is let in, nor to what is sent again. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { quarantine } from '../../server/attention/intake/quarantine.ts';
import { type SealedItem } from '../../shared/sealing.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { handingIn } from '../support/handingIn.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;
const { sealAs, push, listed, choose, stateOf, isGuest, log, pair, joanOf, forgedBy, standDown, here } = handingIn(
  () => ({
    app,
    scene,
  }),
);

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
});
afterAll(() => app.stop());

describe('silver seals "stand down" under a false author', () => {
  test('it is shown with its command, every field and the session it came by, and can only be discarded', async () => {
    const item = await sealAs(scene.manager.userId, 'centres.setState', standDown());
    expect(await push(scene.silver, item)).toMatchObject({ as: 'quarantined' });
    const shown = await listed(item.id);
    expect(shown).toMatchObject({
      kind: 'quarantined',
      command: 'centres.setState',
      title: 'Open, close to new arrivals, stand down, close or cancel a centre',
      hidden: null,
      handedIn: { by: `the account of ${scene.silver.name}`, from: 'Maya Manager', proven: false },
      choices: ['discard', 'ask'],
      whyNot: expect.stringContaining('does not concern the care of guests'),
    });
    expect(shown.more.map((it: Loose) => [it.label, it.value])).toEqual([
      ['Centre', expect.stringContaining('Wren')],
      ['What it becomes', 'Standing down'],
      ['Reason to go on all the same', 'Gold has said so'],
    ]);
    expect((await choose('attention.release', shown)).body).toMatchObject({
      type: '/problems/not-in-this-state',
      detail: expect.stringContaining('does not concern the care of guests'),
    });
    expect(await stateOf()).toBe('open');
    expect((await choose('attention.settle', shown, { as: 'discarded', reason: 'Nobody here said it' })).status).toBe(
      200,
    );
    expect(await stateOf()).toBe('open');
  });

  test('refused in silver’s own name, it is not put before the manager to be sent in theirs', async () => {
    const item = await sealAs(scene.silver.userId, 'centres.setState', standDown());
    expect(await push(scene.silver, item)).toMatchObject({ as: 'refused', listed: false });
    expect(await listed(item.id)).toBeUndefined();
    expect(await stateOf()).toBe('open');
  });

  test('nor does silver check a guest in through the manager', async () => {
    const args = arrival(app, scene);
    const item = await sealAs(scene.volunteer.userId, 'people.checkIn', args);
    await push(scene.silver, item);
    const shown = await listed(item.id);
    expect(shown).toMatchObject({ choices: ['discard', 'ask'], whyNot: expect.stringContaining('Whoever sent it') });
    expect((await choose('attention.release', shown)).status).toBe(409);
    expect(await isGuest(args.personId)).toBe(false);
  });
});

test('a planner who goes on although something is missing does so in no manager’s name', async () => {
  const centreId = await app.centre({ operationId: scene.operationId, state: 'activating', sheetLetter: 'B' });
  const lead = await app.signInAs('manager', { operationId: scene.operationId, centreId });
  const args = { ...standDown(), centreId, to: 'open', overrideReason: undefined };
  const item = await sealAs(scene.planner.userId, 'centres.setState', args);
  expect(await push(scene.planner, item)).toMatchObject({
    as: 'refused',
    problem: { type: '/problems/guards-not-met' },
  });
  const shown = await listed(item.id, lead, { ...scene, centreId });
  expect(shown.choices).toEqual(['discard', 'ask']);
  expect((await choose('attention.retry', shown, { set: { overrideReason: 'Do it' } }, lead)).status).toBe(409);
  expect(await stateOf(centreId)).toBe('activating');
});

describe('an honest check-in', () => {
  test('of a tablet taken out of use is let in, stands as its author’s, and the log says who let it in', async () => {
    const tablet = await pair();
    const args = arrival(app, scene, {
      reference: 'K-014',
      preferredName: 'Dan',
      needs: [{ id: app.newId(), kind: 'threat' }],
    });
    const item = await tablet.seal(joanOf(tablet), 'people.checkIn', args);
    await scene.manager.done('devices.revoke', { ...here(), deviceId: tablet.deviceId, reason: 'Lost' });
    await tablet.push([item]);
    const shown = await listed(item.id);
    expect(shown).toMatchObject({
      title: 'Check a guest in',
      handedIn: { by: 'Tablet 1', from: 'Joan P.', proven: true },
      // A concern is there; which, is the safeguarding lead's.
      hidden: { count: 1, heldBy: 'the health or safeguarding lead' },
      choices: ['release', 'discard', 'ask'],
      whyNot: null,
    });
    expect(JSON.stringify(shown)).not.toContain('threat');
    expect((await choose('attention.release', shown)).status).toBe(200);
    expect(await isGuest(args.personId)).toBe(true);
    expect(await log()).toContain('Let in: Check a guest in (K-014). Said by Joan P. on Tablet 1');
  });

  test('that nobody can prove stands as handed in by its tablet, open for whoever had it then', async () => {
    const tablet = await pair();
    const args = arrival(app, scene, { reference: 'K-023' });
    const item = await tablet.seal(forgedBy(tablet), 'people.checkIn', args);
    await push(await tablet.unlock(joanOf(tablet)), item);
    const shown = await listed(item.id);
    expect(shown).toMatchObject({
      handedIn: { by: 'Tablet 1, open for Joan P.', from: 'Amir K.', proven: false },
      sides: [{ who: 'Tablet 1, open for Joan P.' }],
      choices: ['release', 'discard', 'ask'],
    });
    expect((await choose('attention.release', shown)).status).toBe(200);
    await scene.manager.done('people.checkIn', arrival(app, scene, { reference: 'K-023' }));
    const { body } = await scene.manager.get(
      `/api/operations/${scene.operationId}/attention?centreId=${scene.centreId}`,
    );
    const [twice] = body.items;
    expect(twice.kind).toBe('same_reference');
    expect(twice.sides.map((it: Loose) => it.who)).toContain('Tablet 1, open for Joan P., let in by Maya Manager');
  });

  test('says everything it says: also what has no field of its own', async () => {
    const tablet = await pair();
    const needs = [{ id: app.newId(), kind: 'drink', priority: 'P1' }];
    const more = { needs, paperForm: 12, writtenAt: '2026-11-19T04:50:00.000Z' };
    const item = await tablet.seal(forgedBy(tablet), 'people.checkIn', arrival(app, scene, more));
    await tablet.push([item]);
    expect((await listed(item.id)).more.map((it: Loose) => [it.label, it.value])).toEqual([
      ['Centre', expect.stringContaining('Wren')],
      ['Paper form', '12'],
      ['Written at', '04:50 on 2026-11-19'],
      ['Urgency of Drink', 'P1'],
    ]);
  });
});

test('what a lead cannot see and nobody can prove is not let in; who holds it is said, not what it is', async () => {
  const tablet = await pair();
  const raise = { ...here(), needId: app.newId(), kind: 'pain', note: 'canaryhealth' };
  const forged = await tablet.seal(forgedBy(tablet), 'needs.raise', raise);
  const plain = await tablet.seal(forgedBy(tablet), 'needs.raise', { ...raise, kind: 'drink', note: 'Warm' });
  await tablet.push([forged, plain]);
  const shown = await listed(forged.id);
  expect(JSON.stringify(shown)).not.toContain('canaryhealth');
  expect(shown).toMatchObject({
    hidden: { count: 1, heldBy: 'the health or safeguarding lead' },
    choices: ['discard', 'ask'],
    whyNot: expect.stringContaining('not for your role'),
  });
  expect((await choose('attention.release', shown)).status).toBe(409);
  expect((await listed(plain.id)).choices).toContain('release');
});

describe('nothing is let in above what its sender may', () => {
  test('a volunteer of another centre checks nobody in here, by account or by tablet', async () => {
    const there = { operationId: scene.operationId, centreId: scene.otherCentreId };
    const args = [arrival(app, scene), arrival(app, scene)] as const;
    const byAccount = await sealAs(scene.volunteer.userId, 'people.checkIn', args[0]);
    await push(scene.otherVolunteer, byAccount);
    const tablet = await pair(there);
    const byTablet = await tablet.seal(forgedBy(tablet), 'people.checkIn', args[1]);
    await tablet.push([byTablet]);
    const everywhere = await app.signInAs('manager', { operationId: scene.operationId });
    for (const { id } of [byAccount, byTablet]) {
      const shown = await listed(id, everywhere, there);
      expect(shown).toMatchObject({ choices: ['discard', 'ask'], whyNot: expect.stringContaining('Whoever sent it') });
      expect((await choose('attention.release', shown, {}, everywhere)).status).toBe(409);
    }
    for (const { personId } of some(args)) expect(await isGuest(personId)).toBe(false);
  });

  test('nor sent again: a guest who has gone to another centre is not moved there on an old tablet’s word', async () => {
    const args = arrival(app, scene);
    await scene.volunteer.done('people.checkIn', args);
    await app.deps.sql`update person set centre_id = ${scene.otherCentreId} where id = ${args.personId}`;
    const said = { operationId: scene.operationId, personId: args.personId, zone: 'Hall A', baseVersion: 1 };
    const item = await sealAs(scene.volunteer.userId, 'people.move', said);
    expect(await push(scene.volunteer, item)).toMatchObject({ as: 'refused' });
    const there = { operationId: scene.operationId, centreId: scene.otherCentreId };
    const lead = await app.signInAs('manager', there);
    const shown = await listed(item.id, lead, there);
    expect(shown).toMatchObject({ choices: ['discard', 'ask'], whyNot: expect.stringContaining('Whoever sent it') });
    expect((await choose('attention.retry', shown, {}, lead)).status).toBe(409);
  });

  test('nor above what whoever lets it in may: what was said for another centre is not theirs to read or to let in', async () => {
    const there = { operationId: scene.operationId, centreId: scene.otherCentreId };
    const args = arrival(app, there, { reference: 'M-014', preferredName: 'Canaryname' });
    const item = await sealAs(scene.volunteer.userId, 'people.checkIn', args);
    await push(scene.otherVolunteer, item);
    const shown = await listed(item.id);
    expect(shown).toMatchObject({ choices: ['discard', 'ask'], whyNot: expect.stringContaining('You may not') });
    expect(JSON.stringify(shown)).not.toMatch(/M-014|Canaryname/);
    expect(shown.hidden).toMatchObject({ heldBy: 'the lead of another centre' });
    expect((await choose('attention.release', shown)).status).toBe(409);
    const lead = await app.signInAs('manager', there);
    const theirs = await listed(item.id, lead, there);
    expect((await choose('attention.release', theirs, {}, lead)).status).toBe(200);
    expect(await isGuest(args.personId)).toBe(true);
  });

  test('what a volunteer says of a need they may not work on is not done with the manager’s sight', async () => {
    const needId = app.newId();
    await scene.manager.done('needs.raise', { ...here(), needId, kind: 'pain' });
    const said = { operationId: scene.operationId, needId, to: 'met', baseVersion: 1 };
    const item = await sealAs(scene.volunteer.userId, 'needs.progress', said);
    expect(await push(scene.volunteer, item)).toMatchObject({ as: 'refused' });
    expect((await choose('attention.retry', await listed(item.id))).body.type).toBe('/problems/not-found');
    expect((await scene.manager.mirror(scene.operationId)).row('need', needId)).toMatchObject({ state: 'open' });
  });
});

describe('what was kept sealed before anybody wrote down who sent it', () => {
  const keep = async (item: SealedItem, more: Loose) => {
    const whose = { operationId: scene.operationId, deviceId: null, authorId: null, sentBy: null, sentGrants: null };
    await quarantine(app.deps, { id: item.id, ...whose, centreId: null, sealed: item, reason: 'unproven', ...more });
    return listed(item.id);
  };

  test('is let in where a volunteer of the tablet’s centre might say it, and nowhere else', async () => {
    const { deviceId } = await pair();
    const whose = { centreId: scene.centreId, deviceId };
    const [args, elsewhere] = [arrival(app, scene), arrival(app, { ...scene, centreId: scene.otherCentreId })];
    const good = await keep(await sealAs(scene.volunteer.userId, 'people.checkIn', args), whose);
    const far = await keep(await sealAs(scene.volunteer.userId, 'people.checkIn', elsewhere), whose);
    const state = await keep(await sealAs(scene.volunteer.userId, 'centres.setState', standDown()), whose);
    expect((await choose('attention.release', good)).status).toBe(200);
    for (const it of [far, state]) {
      expect(it.choices).toEqual(['discard', 'ask']);
      expect((await choose('attention.release', it)).status).toBe(409);
    }
    expect(await isGuest(args.personId)).toBe(true);
  });

  test('is shown and can be discarded where it came from nobody knows whose browser', async () => {
    const item = await keep(await sealAs(scene.volunteer.userId, 'people.checkIn', arrival(app, scene)), {});
    expect(item).toMatchObject({ title: 'Check a guest in', handedIn: { by: 'Not known', proven: false } });
    expect((await choose('attention.release', item)).status).toBe(409);
    expect((await choose('attention.settle', item, { as: 'discarded', reason: 'Done again' })).status).toBe(200);
    expect(await log()).toContain('Set aside with a reason: Check a guest in');
  });
});
