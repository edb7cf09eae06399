import { afterAll, beforeAll, expect, test } from 'vitest';
import { groupReferences } from '../../server/people/record/groups.ts';
import { fill } from '../load/fill.ts';
import { remember } from '../load/past.ts';
import { type Loose, type Person, startTestApp, type TestApp, testClock } from '../support/app.ts';
import { type RowsRead, rowsReadBy } from '../support/rowsRead.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';

const HERE = 1500;
const BEFORE = { operations: 2, guests: 2500 };
/** Rows that one piece of work may read, whoever has come before. */
const ENOUGH = 800;

let app: TestApp;
let scene: Scene;
let otherDesk: Person;

/** Enough of one name and of one coach that each desk finds somebody, and questions that nobody has settled. */
const makeAlike = async (): Promise<void> => {
  const { owner: sql } = app;
  const { operationId, centreId } = scene;
  const last = sql`select id from person where centre_id = ${centreId} order by arrived_at desc limit 100`;
  await sql`update person set vehicle = 'Coach 1' where id in (${last})`;
  await sql`update person_identity set preferred_name = 'Linh' where id in (${last})`;
  await sql`update attention set operation_id = ${operationId}, centre_id = ${centreId}
    where id in (select id from attention limit 50)`;
  await sql`vacuum analyze`;
};

beforeAll(async () => {
  app = await startTestApp({ clock: testClock(new Date()) });
  scene = await setScene(app);
  const { operationId, centreId } = scene;
  otherDesk = await app.signInAs('manager', { operationId, centreId });
  await remember(app.owner, BEFORE);
  await fill(app.owner, scene, HERE);
  await makeAlike();
}, 300_000);
afterAll(() => app.stop());

const say = (who: Person, name: string, more: Loose) => who.done(name, { operationId: scene.operationId, ...more });
const comes = (more: Loose, who = otherDesk) => who.done('people.checkIn', arrival(app, scene, more));
const here = () => ({ centreId: scene.centreId });

const sum = (read: RowsRead): number => Object.values(read).reduce((all, n) => all + n, 0);

/** What of this reads more than it may, and where. */
const tooMuch = async (work: Record<string, () => Promise<unknown>>, enough = ENOUGH): Promise<string[]> => {
  const found: string[] = [];
  for (const [what, run] of Object.entries(work)) {
    const read = await rowsReadBy(app.deps, run);
    if (sum(read) > enough) found.push(`${what}: ${JSON.stringify(read)}`);
  }
  return found;
};

test('a check-in reads no more rows among thousands of guests, who share names and coaches, and after years of operations', async () => {
  const vehicleId = app.newId();
  const coach = { vehicleId, ...here(), label: 'Coach 1', kind: 'coach', people: 5, dueAt: new Date().toISOString() };
  await say(otherDesk, 'vehicles.record', coach);
  await say(otherDesk, 'vehicles.arrive', { vehicleId, baseVersion: 1, people: 5 });
  const groupId = app.newId();
  await comes({ groupId }, scene.volunteer);
  const again = arrival(app, scene, { preferredName: 'Linh', vehicle: 'Coach 1' });
  expect(
    await tooMuch({
      'a name, no wristband': () => comes({ preferredName: 'linh' }),
      'a coach': () => comes({ vehicle: 'Coach 1' }),
      'all of it': () => otherDesk.done('people.checkIn', { ...again, groupId, paperForm: 7 }),
      'the same again': () => otherDesk.done('people.checkIn', { ...again, paperForm: 7 }),
      'a wristband twice': () => comes({ reference: 'A-001', preferredName: 'Linh' }),
      'a child alone': () => comes({ ageBand: 'child', reference: 'Z-001' }),
    }),
  ).toEqual([]);
});

test('ten guests at once who say a name and wear no wristband are all let in, each with a number of their own', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      otherDesk.command('people.checkIn', arrival(app, scene, { preferredName: 'Linh' })),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  expect(new Set(answers.map(({ body }) => body.result.reference)).size).toBe(10);
});

test('what is said of a guest later reads no more either', async () => {
  const args = arrival(app, scene, { preferredName: 'Linh', reference: 'Z-010' });
  const { personId } = args;
  await otherDesk.done('people.checkIn', args);
  let version = 0;
  const change = (name: string, more: Loose) => () =>
    say(otherDesk, name, { personId, baseVersion: (version += 1), ...more });
  const presence = (to: string, more: Loose = {}) => change('people.setPresence', { to, ...more });
  const needId = app.newId();
  expect(
    await tooMuch({
      identify: () => say(otherDesk, 'people.identify', { personId, baseVersion: 1, preferredName: 'Anh' }),
      move: change('people.move', { zone: 'Hall B' }),
      'amend the wristband': change('people.amend', { reference: 'A-002' }),
      'amend from an older version': () => say(otherDesk, 'people.amend', { personId, baseVersion: 2, vehicle: 'Van' }),
      out: () => ((version += 1), presence('temporarily_out')()),
      back: presence('on_site'),
      missing: presence('missing'),
      found: presence('on_site'),
      gone: presence('departed'),
      'in again': presence('on_site'),
      'sent on': presence('transferred', { centreId: scene.otherCentreId }),
      there: () => scene.otherVolunteer.done('people.checkIn', { ...args, centreId: scene.otherCentreId }),
      'a need, from where they were': () =>
        say(otherDesk, 'needs.raise', { ...here(), needId, personId, kind: 'food' }),
      'the need taken': () => say(scene.otherVolunteer, 'needs.progress', { needId, to: 'accepted', baseVersion: 1 }),
      'struck out': () =>
        say(scene.otherVolunteer, 'people.undoCheckIn', { personId, reason: 'Twice', baseVersion: version + 2 }),
    }),
  ).toEqual([]);
});

test('nor does what is said too early, two records that are joined, the book, the log, a sheet, or the list of what to sort out', async () => {
  const early = { ...here(), reference: 'Y-007', command: 'people.move', args: { zone: 'Hall A' } };
  const [one, two] = ['one', 'two'].map((preferredName) => arrival(app, scene, { preferredName, reference: 'X-001' }));
  const ids = { mergeId: app.newId(), keepId: one?.personId, joinId: two?.personId };
  const sheetId = app.newId();
  const visitId = app.newId();
  const { operationId, centreId } = scene;
  expect(
    await tooMuch({
      'said too early': () => say(scene.volunteer, 'people.later', { heldId: app.newId(), ...early }),
      'and made known': () => comes({ reference: 'Y-007' }),
      first: () => scene.volunteer.done('people.checkIn', one),
      second: () => otherDesk.done('people.checkIn', two),
      joined: () => say(otherDesk, 'people.merge', { ...ids, keepVersion: 1, joinVersion: 1 }),
      parted: () => say(otherDesk, 'people.unmerge', { mergeId: ids.mergeId, reason: 'Twins' }),
      'signed in': () =>
        say(otherDesk, 'visits.signIn', { ...here(), visitId, kind: 'staff', name: 'R. Iqbal', organisation: '' }),
      'signed out': () => say(otherDesk, 'visits.signOut', { visitId, baseVersion: 1 }),
      log: () => say(otherDesk, 'log.write', { ...here(), entryId: app.newId(), text: 'Heating is on' }),
      sheet: () => say(otherDesk, 'sheets.make', { ...here(), sheetId, kind: 'wristbands', count: 5 }),
    }),
  ).toEqual([]);
  const list = () => otherDesk.get(`/api/operations/${operationId}/attention?centreId=${centreId}`);
  expect(await tooMuch({ list })).toEqual([]);
});

test('a roll call reads what is of its centre, and nothing of others or of years before', async () => {
  const rollCallId = app.newId();
  const marks = { ...here(), rollCallId };
  const subject = { kind: 'guest', reference: 'A-003' };
  expect(
    await tooMuch({
      started: () => say(otherDesk, 'rollCalls.start', { ...marks, reason: 'fire' }),
      seen: () => say(otherDesk, 'rollCalls.mark', { ...marks, markId: app.newId(), subject }),
    }),
  ).toEqual([]);
  const end = () => say(otherDesk, 'rollCalls.end', marks);
  expect(await tooMuch({ end }, HERE + ENOUGH)).toEqual([]);
});

test('nor, where more have come by one vehicle than got out of it, the count of those aboard; nor whose wristbands are of a group', async () => {
  const { owner: sql } = app;
  const { operationId, centreId } = scene;
  const vehicleId = app.newId();
  const groupId = app.newId();
  const train = { vehicleId, ...here(), label: 'Train', kind: 'coach', people: 60, dueAt: new Date().toISOString() };
  await say(otherDesk, 'vehicles.record', train);
  await say(otherDesk, 'vehicles.arrive', { vehicleId, baseVersion: 1, people: 60 });
  const last = sql`select id from person where centre_id = ${centreId} order by arrived_at desc`;
  await sql`update person set vehicle = 'Train' where id in (${last} limit 150)`;
  await sql`update person set group_id = ${groupId} where id in (${last} limit 3)`;
  await sql`vacuum analyze`;
  const grouped = () => groupReferences(app.deps.db, operationId, groupId, null);
  expect(await tooMuch({ aboard: () => comes({ vehicle: 'train' }), grouped })).toEqual([]);
  expect(await grouped()).toHaveLength(3);
});
