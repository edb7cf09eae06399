import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { needCompartments } from '../../shared/needs.ts';
import { roles } from '../../shared/roles.ts';
import { addVenue } from '../support/registers.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

/** Words that stand for what each compartment holds: wherever one turns up, it leaked. */
const canary = {
  name: 'Canaryname',
  welfare: 'canarywelfare',
  health: 'canaryhealth',
  safeguarding: 'canarysafeguarding',
  place: 'Canaryplace',
};

let app: TestApp;
let scene: Scene;
let personId: string;
const needs: Record<string, string> = {};

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
  const { operationId, centreId, volunteer, manager, planner } = scene;
  const args = arrival(app, scene, { preferredName: canary.name, sex: 'female', reference: 'K-014' });
  personId = args.personId;
  await volunteer.done('people.checkIn', args);
  for (const [compartment, kind] of Object.entries({ welfare: 'food', health: 'medicine', safeguarding: 'threat' })) {
    const needId = app.newId();
    needs[compartment] = needId;
    const note = canary[compartment as keyof typeof canary];
    await manager.done('needs.raise', { operationId, centreId, needId, personId, kind, note });
  }
  const venueId = await addVenue(app, planner, { name: canary.place, postcode: 'DE1 5ZZ' });
  const activation = { operationId, centreId: app.newId(), venueId, to: 'activating', expected: 20 };
  const why = { doorsAt: '2026-11-19T06:20:00Z', reason: `${canary.place} is close` };
  await planner.done('centres.activate', { ...activation, ...why });
});

afterAll(() => app.stop());

/** Everything the server tells this person about the operation, over HTTP and by socket. */
const told = async (who: Person, wall = false): Promise<string> => {
  const { operationId } = scene;
  const socket = await who.socket();
  const sent = new Promise((resolve) => socket.once('changes', resolve));
  socket.emit('subscribe', { operationId, since: 0, wall });
  const pulled = await who.pull(operationId, 0, wall ? '&wall=1' : '');
  return JSON.stringify([pulled, await sent]) + (await who.get('/api/operations')).text;
};

const leaks = (text: string): string[] =>
  Object.entries(canary).flatMap(([what, word]) => (text.includes(word) ? [what] : []));

test('a volunteer is told names and welfare, nothing of health, safeguarding or the place', async () => {
  const text = await told(scene.volunteer);
  expect(leaks(text)).toEqual(['name', 'welfare']);
  expect(text).not.toMatch(/"sex"|threat|medicine/);
});

test('who may not open a need’s compartment is sent nothing of it: no clock, and no time that is its guest’s', async () => {
  const held = await scene.volunteer.mirror(scene.operationId);
  const closed = needCompartments.filter((it) => roles.volunteer.sees[it as 'welfare'] === undefined);
  expect(closed).toEqual(['health', 'safeguarding']);
  for (const it of some(closed)) expect(await told(scene.volunteer)).not.toContain(String(needs[it]));
  expect(held.rows('need').map((it) => it['compartment'])).toEqual(['welfare']);
  expect(held.row('need', String(needs['welfare']))).toMatchObject({ personId });
  const changed = { operationId: scene.operationId, needId: needs['safeguarding'], to: 'accepted', baseVersion: 1 };
  await scene.manager.done('needs.progress', changed);
  expect((await scene.volunteer.pull(scene.operationId, held.cursor)).changes).toEqual([]);
});

test('a volunteer does not decide what becomes of a concern they cannot read', async () => {
  const { operationId, volunteer, manager } = scene;
  const close = { operationId, needId: needs['safeguarding'], to: 'met', baseVersion: 2 };
  const theirs = await volunteer.command('needs.progress', close);
  const missing = await volunteer.command('needs.progress', { ...close, needId: app.newId() });
  expect([theirs.status, theirs.text]).toEqual([404, missing.text]);
  await manager.done('needs.progress', { ...close, to: 'in_progress' });
});

test('the manager is told what health needs are, in no words, and that a safeguarding concern is there', async () => {
  const text = await told(scene.manager);
  expect(leaks(text)).toEqual(['name', 'welfare']);
  const held = await scene.manager.mirror(scene.operationId);
  expect(held.row('needDetail', String(needs['health']))).toMatchObject({ kind: 'medicine' });
  expect(held.row('needDetail', String(needs['safeguarding']))).toBeUndefined();
  expect(held.row('need', String(needs['safeguarding']))).toMatchObject({ personId });
  expect(held.row('personIdentity', personId)).toMatchObject({ sex: 'female' });
});

test('another centre’s volunteer is told nothing of a guest here', async () => {
  const text = await told(scene.otherVolunteer);
  expect(leaks(text)).toEqual([]);
  expect(text).not.toContain(personId);
});

test('silver is told counts: no guest, no need, no stay, by any way', async () => {
  const text = await told(scene.silver);
  expect(leaks(text)).toEqual(['place']);
  expect(text).not.toMatch(
    /K-014|"presence"|"ageBand"|"personId"|"kind":"(person|personIdentity|stay|need|needDetail)"/,
  );
  for (const id of [personId, ...Object.values(needs)]) expect(text).not.toContain(id);
});

test('without the grant to addresses nobody is told a place, and the wall never is', async () => {
  const { operationId } = scene;
  const blindPlanner = await app.signInAs('planner', { address: false });
  const blindSilver = await app.signInAs('silver', { operationId, address: false });
  for (const who of [blindPlanner, blindSilver]) expect(leaks(await told(who))).not.toContain('place');
  for (const who of [scene.planner, scene.silver]) {
    const text = await told(who, true);
    expect(leaks(text)).not.toContain('place');
    expect(text).not.toMatch(/centreAccess|logBasis|DE1 5ZZ|53\.0975/);
  }
});

test('a planner is told needs of welfare by kind, and no names', async () => {
  const text = await told(scene.planner);
  expect(leaks(text)).toEqual(['place']);
});

test('a guest sent on is taken from the first centre’s screens, with everything about them, and reaches the next', async () => {
  const { operationId, volunteer, otherVolunteer, otherCentreId, manager } = scene;
  const needId = app.newId();
  const args = arrival(app, scene, { preferredName: 'Minh', needs: [{ id: needId, kind: 'food' }] });
  await volunteer.done('people.checkIn', args);
  const before = await volunteer.mirror(operationId);
  const there = await otherVolunteer.mirror(operationId);
  const goes = { operationId, personId: args.personId, to: 'transferred', centreId: otherCentreId, baseVersion: 1 };
  await manager.done('people.setPresence', goes);
  const taken = (await volunteer.pull(operationId, before.cursor)).changes;
  const gone = taken.filter((it) => it.row === null).map((it) => `${it.kind} ${it.id}`);
  expect(gone.toSorted()).toEqual(
    [`need ${needId}`, `needDetail ${needId}`, `person ${args.personId}`, `personIdentity ${args.personId}`].toSorted(),
  );
  there.apply(await otherVolunteer.pull(operationId, there.cursor));
  expect(there.row('person', args.personId)).toMatchObject({ presence: 'in_transit', centreId: otherCentreId });
  expect(there.row('personIdentity', args.personId)).toMatchObject({ preferredName: 'Minh' });
  expect(there.row('needDetail', needId)).toMatchObject({ kind: 'food' });
  await otherVolunteer.done('people.checkIn', { ...args, centreId: otherCentreId, needs: [] });
  const stays = (await manager.mirror(operationId)).rows('stay').filter((it) => it['personId'] === args.personId);
  expect(stays).toMatchObject([{ endedAs: 'transferred', leftAt: expect.any(String) }]);
});

test('a guest is told of to a centre’s people at once by socket, each as they may see it', async () => {
  const { operationId, volunteer, silver } = scene;
  const heard = async (who: Person): Promise<Loose[]> => {
    const socket = await who.socket();
    const all: Loose[] = [];
    socket.on('changes', (delta: Loose) => all.push(delta));
    socket.emit('subscribe', { operationId, since: 0 });
    await expect.poll(() => all.length).toBeGreaterThan(0);
    return all;
  };
  const [byVolunteer, bySilver] = [await heard(volunteer), await heard(silver)];
  const args = arrival(app, scene, { preferredName: 'Canaryname Two' });
  await volunteer.done('people.checkIn', args);
  await expect.poll(() => JSON.stringify(byVolunteer)).toContain('Canaryname Two');
  await expect.poll(() => bySilver.length).toBeGreaterThan(1);
  expect(JSON.stringify(bySilver)).not.toMatch(/Canaryname/);
  expect(JSON.stringify(bySilver)).not.toContain(args.personId);
});

test('how many are expected and speak each language reaches neither silver command nor a volunteer', async () => {
  const operationId = await app.operation({
    expected: 37,
    languages: [{ tag: 'ro', people: 29 }],
    fromSquare: 'SK 54',
  });
  const centreId = await app.centre({ operationId });
  const rowFor = async (role: 'planner' | 'silver' | 'volunteer') => {
    const place = { planner: {}, silver: { operationId }, volunteer: { operationId, centreId } }[role];
    const person = await app.signInAs(role, place);
    return (await person.mirror(operationId)).row('operation', operationId);
  };
  expect(await rowFor('planner')).toMatchObject({ expected: 37, languages: [{ tag: 'ro', people: 29 }] });
  const silver = await rowFor('silver');
  const volunteer = await rowFor('volunteer');
  for (const row of [silver, volunteer]) {
    expect(row?.['languages']).toEqual([{ tag: 'ro' }]);
    expect(row).not.toHaveProperty('expected');
  }
  expect(silver).toHaveProperty('fromSquare', 'SK 54');
  expect(volunteer).not.toHaveProperty('fromSquare');
});
