import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { needKindNames } from '../../shared/needs.ts';
import { presenceMayBecome, presences } from '../../shared/people.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { guestKept } from '../support/guestKept.ts';
import { needRow } from '../support/needRow.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';
import { undoing } from '../support/undoing.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
});
afterAll(() => app.stop());

/** Somebody in the hall with many needs, but nobody's to look for. */
const arrive = async (more: Loose = {}) => {
  const kinds = needKindNames.filter((kind) => kind !== 'missing_person').slice(0, 25);
  const needs = kinds.map((kind) => ({ id: app.newId(), kind }));
  const args = arrival(app, scene, { zone: 'Hall A', needs, ...more });
  await scene.manager.done('people.checkIn', args);
  return { personId: args.personId, needs };
};

const { becomes, undo } = undoing(() => ({ app, scene }));

/** Everything readers are sent of somebody, but for the count of changes. */
const allOf = async (personId: string) => {
  const seen = await scene.manager.mirror(scene.operationId);
  const { rowVersion: _counts, ...person } = seen.row('person', personId) as Loose;
  const byId = (a: Loose, b: Loose) => (String(a['id']) < String(b['id']) ? -1 : 1);
  const of = (kind: string) =>
    seen
      .rows(kind)
      .filter((row) => row['personId'] === personId)
      .toSorted(byId);
  return { person, stays: of('stay'), needs: of('need') };
};

const fromHere = some(presences.filter((to) => presenceMayBecome('on_site', to)));
const fromLeft = some(presences.filter((from) => from !== 'transferred' && presenceMayBecome(from, 'on_site')));

describe('a change of presence that is undone', () => {
  it.each(fromHere)('leaves everything as it was before "%s": guest, stay and needs with their holders', async (to) => {
    const { personId, needs } = await arrive();
    const taken = needs.find(({ kind }) => kind === 'drink');
    const { operationId } = scene;
    await scene.volunteer.done('needs.progress', { operationId, needId: taken?.id, to: 'accepted', baseVersion: 1 });
    const before = await allOf(personId);
    const change = await becomes(personId, to);
    expect((await undo(change)).status).toBe(200);
    const after = await allOf(personId);
    const theirs = new Set(before.needs.map(({ id }) => id));
    expect({ ...after, needs: after.needs.filter(({ id }) => theirs.has(id)) }).toEqual(before);
    // What the change itself put on the lead's list was never so.
    expect(after.needs.filter(({ id }) => !theirs.has(id)).map(({ state }) => state)).toEqual(
      to === 'missing' ? ['undone'] : [],
    );
  });

  const back = fromLeft.filter((from) => presenceMayBecome('on_site', from));
  it.each(some(back))('puts a guest who was not back after all as "%s" again', async (from) => {
    const { personId } = await arrive();
    await becomes(personId, from);
    const before = await allOf(personId);
    const change = await becomes(personId, 'on_site');
    expect((await undo(change)).status).toBe(200);
    const after = await allOf(personId);
    expect(after.person).toEqual(before.person);
    expect(after.needs).toEqual(before.needs);
    const open = (all: Loose[]) => all.filter(({ leftAt }) => leftAt === null).length;
    expect(open(after.stays)).toBe(open(before.stays));
  });

  it('takes back the stay it began, gives back what was said before, and keeps what is shared since', async () => {
    const { personId } = await arrive({ needs: [], reference: 'K-100' });
    const { operationId } = scene;
    const said = { operationId, personId, to: 'left_voluntarily', note: 'Took the safety card', baseVersion: 1 };
    await scene.manager.done('people.setPresence', said);
    app.clock.advance?.(5);
    const change = await becomes(personId, 'on_site');
    await arrive({ needs: [], reference: 'K-100' });
    app.clock.advance?.(5);
    await undo(change);
    const { row, stays } = await guestKept(app, personId);
    expect(row).toMatchObject({ presenceNote: 'Took the safety card', flags: ['reference_shared'] });
    expect(stays.map(({ endedAs }) => endedAs)).toEqual(['left_voluntarily', 'undone']);
    expect(stays[1]?.leftAt).toEqual(app.clock.now());
  });

  it('of a guest who was sent on has their name and those joined with them back too', async () => {
    const { personId } = await arrive({ needs: [], preferredName: 'Ana' });
    const other = await arrive({ needs: [], preferredName: 'Anna' });
    const pair = { mergeId: app.newId(), keepId: personId, joinId: other.personId, keepVersion: 1, joinVersion: 1 };
    await scene.manager.done('people.merge', { operationId: scene.operationId, ...pair });
    const change = await becomes(personId, 'transferred');
    expect((await scene.volunteer.mirror(scene.operationId)).rows('personIdentity')).toEqual([]);
    await undo(change);
    const seen = await scene.volunteer.mirror(scene.operationId);
    expect(seen.rows('personIdentity')).toHaveLength(2);
    expect(seen.row('person', other.personId)).toMatchObject({ mergedInto: personId });
  });

  it('sends a lone child who was not back after all off the lead’s list again', async () => {
    const { personId } = await arrive({ ageBand: 'child', needs: [] });
    await becomes(personId, 'departed');
    const lead = (await allOf(personId)).needs.map(({ id }) => String(id));
    await scene.manager.done('needs.progress', {
      operationId: scene.operationId,
      needId: lead[0],
      to: 'met',
      baseVersion: 1,
    });
    const change = await becomes(personId, 'on_site');
    expect((await needRow(app, change.undoes)).state).toBe('open');
    await undo(change);
    expect((await needRow(app, change.undoes)).state).toBe('undone');
  });
});

describe('an undo', () => {
  it('never reopens what somebody has changed since, and says so', async () => {
    const { personId } = await arrive();
    const change = await becomes(personId, 'temporarily_out');
    await becomes(personId, 'on_site');
    for (const args of [change, { ...change, baseVersion: change.baseVersion + 1 }]) {
      const answer = await undo(args);
      expect(answer.body).toMatchObject({ type: '/problems/not-in-this-state' });
      expect(answer.body['detail']).toContain('has changed');
    }
    expect((await allOf(personId)).person).toMatchObject({ presence: 'on_site' });
  });

  it('leaves a need with whoever has taken it up meanwhile', async () => {
    const { personId } = await arrive({ needs: [] });
    const { operationId } = scene;
    const change = await becomes(personId, 'missing');
    await scene.volunteer.done('needs.progress', {
      operationId,
      needId: change.undoes,
      to: 'accepted',
      baseVersion: 1,
    });
    await undo(change);
    expect(await needRow(app, change.undoes)).toMatchObject({ state: 'accepted' });
  });

  it('undoes nothing else where the change itself was refused', async () => {
    const { personId } = await arrive();
    const { operationId, centreId } = scene;
    const about = { operationId, personId };
    const undoes = app.newId();
    await scene.volunteer.done('people.move', { ...about, zone: 'Hall B', baseVersion: 1 });
    const late = { ...about, to: 'temporarily_out', baseVersion: 1 };
    expect((await scene.volunteer.command('people.setPresence', late, { id: undoes })).status).toBe(409);
    const args = { ...about, undoes, to: 'on_site', zone: 'Hall A', centreId, baseVersion: 2 };
    const { body } = await undo(args);
    expect(body).toMatchObject({
      type: '/problems/not-in-this-state',
      detail: expect.stringContaining('was not kept'),
    });
    expect((await allOf(personId)).person).toMatchObject({ zone: 'Hall B' });
  });

  it('takes back no other command, and nothing the sender saw otherwise', async () => {
    const { personId } = await arrive();
    const { operationId, centreId } = scene;
    const moved = app.newId();
    const move = { operationId, personId, zone: 'Hall B', baseVersion: 1 };
    await scene.volunteer.done('people.move', move, { id: moved });
    const args = { operationId, personId, undoes: moved, to: 'on_site', zone: 'Hall A', centreId, baseVersion: 2 };
    expect((await undo(args)).body['detail']).toContain('was not kept');
    const change = await becomes(personId, 'temporarily_out');
    const wrong = [
      [{ to: 'departed' }, 'not as you saw'],
      [{ zone: 'Hall A' }, 'not as you saw'],
      [{ centreId: scene.otherCentreId }, 'not as you saw'],
      [{ baseVersion: change.baseVersion + 1 }, 'has changed'],
      [{ baseVersion: change.baseVersion - 1 }, 'has changed'],
    ] as const;
    for (const [other, why] of wrong) expect((await undo({ ...change, ...other })).body['detail']).toContain(why);
    expect((await allOf(personId)).person).toMatchObject({ presence: 'temporarily_out' });
  });

  it('is for whoever may say it there: the centre a guest was sent on from, not a third one', async () => {
    const { personId } = await arrive();
    const change = await becomes(personId, 'transferred', scene.volunteer);
    const { operationId } = scene;
    const third = await app.centre({ operationId, sheetLetter: 'P' });
    const stranger = await app.signInAs('volunteer', { operationId, centreId: third });
    expect((await undo(change, stranger)).status).toBe(404);
    expect((await undo(change, scene.volunteer)).status).toBe(200);
    expect((await allOf(personId)).person).toMatchObject({ presence: 'on_site', centreId: scene.centreId });
  });

  it('sent twice is one undo', async () => {
    const { personId } = await arrive();
    const change = await becomes(personId, 'temporarily_out');
    const id = app.newId();
    const at = { id, occurredAt: app.deps.clock.now().toISOString() };
    const first = await scene.volunteer.command('people.undoPresence', change, at);
    expect((await scene.volunteer.command('people.undoPresence', change, at)).body).toEqual(first.body);
    expect((await undo(change)).status).toBe(409);
  });
});
