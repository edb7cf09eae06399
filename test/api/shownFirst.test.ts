import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { author } from '../../client/data/author.ts';
import { replay } from '../../client/data/optimistic.ts';
import type { Pending } from '../../client/data/pending.ts';
import { needKindNames, needKinds, needMayBecome, needStates } from '../../shared/needs.ts';
import { presenceMayBecome, presences } from '../../shared/people.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import type { Mirror } from '../support/mirror.ts';
import { some } from '../support/some.ts';

/**
 * What a device shows of a command before Haven has answered it, against what Haven then says: one is made from the
 * other's rules by hand, and whoever reads a list must not see it change under their eyes.
 */

let app: TestApp;
let operationId: string;
let wren: string;
let heron: string;
let manager: Person;
let made = 0;
/** What the device showed of all that was said, and what Haven then said. */
let here: unknown[];
let there: unknown[];

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  [here, there] = [[], []];
  operationId = await app.operation();
  wren = await app.centre({ operationId, sheetLetter: 'K' });
  heron = await app.centre({ operationId, sheetLetter: 'M' });
  manager = await app.signInAs([{ role: 'manager', operationId, centreId: null, address: true }], { name: 'Maya M.' });
  author.value = { id: manager.userId, name: manager.name, device: null };
});

const kinds = ['person', 'personIdentity', 'need', 'needDetail', 'heldCommand', 'rollCall', 'rollCallMark', 'visit'];

/** What only Haven can say; and of what was told in confidence a device shows a clock and no more. */
const leaves: Record<string, readonly string[]> = {
  person: ['flags', 'mergedInto'],
  personIdentity: ['sex', 'centreId'],
};
const told = (kind: string, rows: Iterable<Loose>): Loose[] =>
  [...rows].flatMap((row) => {
    const open = row.compartment === undefined || row.compartment === 'welfare';
    if (kind === 'needDetail' && !open) return [];
    const left = [...(leaves[kind] ?? []), ...(open ? [] : ['personId'])];
    const fields = Object.entries(row).filter(
      ([name, value]) => !left.includes(name) && value !== undefined && value !== null,
    );
    return [Object.fromEntries(fields)];
  });
const sorted = (rows: Loose[]): Loose[] => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

const shownIn = (mirror: Mirror, kind: string, commands: readonly Pending[] = []): Loose[] => {
  const held = new Map(mirror.rows(kind).map((row) => [String(row['id']), row as { id: string }]));
  return sorted(told(kind, replay(kind, held, commands).values()));
};

/** Says it, and keeps both to compare; `but`: rows of which the device cannot tell. */
const say = async (name: string, args: Loose, but: readonly string[] = []): Promise<string> => {
  app.clock.advance?.(1);
  const command: Pending = {
    id: app.newId(),
    name,
    args: { operationId, ...args },
    operationId,
    occurredAt: app.clock.now().toISOString(),
    author: { id: manager.userId, name: manager.name },
    state: 'waiting',
    seq: null,
    problem: null,
    settles: null,
    entersLog: false,
  };
  const before = await manager.mirror(operationId);
  const first = Object.fromEntries(kinds.map((kind) => [kind, shownIn(before, kind, [command])]));
  await manager.done(name, command.args, { id: command.id });
  const after = await manager.mirror(operationId);
  for (const kind of some(kinds.filter((it) => !but.includes(it)))) {
    here.push([name, kind, first[kind]]);
    there.push([name, kind, shownIn(after, kind)]);
  }
  // Where Haven's row came before its answer, nothing is shown twice.
  for (const kind of kinds) {
    here.push([name, 'after', shownIn(after, kind, [command])]);
    there.push([name, 'after', shownIn(after, kind)]);
  }
  return command.id;
};

const guest = async (given: Loose = {}): Promise<string> => {
  const personId = app.newId();
  made += 1;
  const reference = `K-${String(100 + made)}`;
  const needs = [{ id: app.newId(), kind: 'drink' }];
  await say('people.checkIn', {
    centreId: wren,
    personId,
    reference,
    ageBand: 'adult',
    language: 'vi',
    needs,
    ...given,
  });
  return personId;
};

test('a guest at the door, with all that can be said of them, and with nothing', async () => {
  const needs = needKindNames.slice(0, 30).map((kind) => ({ id: app.newId(), kind }));
  const where = { vehicle: 'Coach 2', zone: 'Hall A', groupId: app.newId() };
  await guest({ preferredName: 'Ana', sex: 'female', ...where, needs });
  await guest({ preferredName: '', vehicle: '', zone: '', needs: [{ id: app.newId(), kind: 'food', priority: 'P1' }] });
  await guest({ paperForm: 12, writtenAt: app.clock.now().toISOString() });
  expect(here).toEqual(there);
});

test.each(['child', 'unsure'])(
  'somebody alone who is said to be "%s", and one who came with others',
  async (ageBand) => {
    await guest({ ageBand });
    await guest({ ageBand, groupId: app.newId() });
    await guest({ ageBand, needs: [{ id: app.newId(), kind: 'lone_child' }] });
    expect(here).toEqual(there);
  },
);

test('what is corrected of a guest', async () => {
  const personId = await guest({ vehicle: 'Coach 2', groupId: app.newId() });
  await say('people.amend', { personId, language: 'sq', vehicle: 'Coach 3', baseVersion: 1 });
  await say('people.amend', { personId, groupId: null, baseVersion: 2 });
  await say('people.amend', { personId, ageBand: 'unsure', groupId: app.newId(), baseVersion: 3 });
  await say('people.move', { personId, zone: 'Hall B', baseVersion: 4 });
  await say('people.move', { personId, zone: '', baseVersion: 5 });
  expect(here).toEqual(there);
});

test('what a guest is called: given, taken back, and kept where only something else is said', async () => {
  const personId = await guest();
  await say('people.identify', { personId, preferredName: 'Ana', baseVersion: 0 });
  await say('people.identify', { personId, sex: 'female', baseVersion: 1 });
  await say('people.identify', { personId, preferredName: null, baseVersion: 2 });
  expect(here).toEqual(there);
});

const away = some(presences.filter((it) => presenceMayBecome('on_site', it)));

test.each(away)('a guest who is "%s", beside another who is not, and that undone', async (to) => {
  const other = await guest({ zone: 'Hall A' });
  const needs = ['drink', 'food', 'follow_up', 'pain', 'lone_child'].map((kind) => ({ id: app.newId(), kind }));
  const personId = await guest({ zone: 'Hall A', needs });
  await say('needs.progress', { needId: needs[0]?.id, to: 'met', baseVersion: 1 });
  await say('needs.progress', { needId: needs[1]?.id, to: 'accepted', baseVersion: 1 });
  const goal = to === 'transferred' ? { centreId: heron } : {};
  // Where needs go, and that somebody is to be looked for, comes with the answer.
  const later = to === 'transferred' || to === 'missing' ? ['need', 'needDetail'] : [];
  const undoes = await say('people.setPresence', { personId, to, ...goal, baseVersion: 1 }, later);
  expect((await manager.mirror(operationId)).row('person', other)).toMatchObject({ presence: 'on_site' });
  const back = { undoes, to: 'on_site', zone: 'Hall A', centreId: wren, baseVersion: 2 };
  await say('people.undoPresence', { personId, ...back }, to === 'transferred' ? later : []);
  expect(here).toEqual(there);
});

test('a check-in that was a mistake', async () => {
  const personId = await guest({ needs: [] });
  await say('people.undoCheckIn', { personId, reason: 'Wrong wristband', baseVersion: 1 });
  expect(here).toEqual(there);
});

const byHand = needStates.filter((it) => it === 'open' || needMayBecome('open', it));
const steps = some(
  byHand.flatMap((from) => byHand.filter((to) => needMayBecome(from, to)).map((to) => ({ from, to }))),
);

test.each(steps)('a need that was "$from" and is "$to"', async ({ from, to }) => {
  const needId = app.newId();
  await guest({ needs: [{ id: needId, kind: 'drink' }] });
  if (from !== 'open') await say('needs.progress', { needId, to: from, baseVersion: 1 });
  await say('needs.progress', { needId, to, baseVersion: from === 'open' ? 1 : 2 });
  expect(here).toEqual(there);
});

test.each(some(needKindNames))('a need of the kind "%s", of a guest and of the centre itself', async (kind) => {
  const personId = await guest();
  const [needId, own] = [app.newId(), app.newId()];
  await say('needs.raise', { centreId: wren, needId, personId, kind, note: 'Size 42' });
  await say('needs.raise', { centreId: wren, needId: own, kind, note: '' });
  await say('needs.raise', { centreId: wren, needId: app.newId(), kind, priority: 'P2' });
  // What is said of others in confidence is not shown before it is told.
  for (const it of needKinds[kind].compartment === 'welfare' ? [needId, own] : [])
    await say('needs.note', { needId: it, note: 'Or 43' });
  expect(here).toEqual(there);
});

test('what is said of a wristband that only another tablet knows', async () => {
  const args = { zone: 'Hall B' };
  await say('people.later', { centreId: wren, heldId: app.newId(), reference: 'M-007', command: 'people.move', args });
  expect(here).toEqual(there);
});

test('a roll call, one that joins it, who was seen, and its end', async () => {
  const personId = await guest();
  const [first, second, third] = [app.newId(), app.newId(), app.newId()];
  await say('rollCalls.start', { centreId: wren, rollCallId: first, reason: 'fire', meetAt: 'The far car park' });
  await say('rollCalls.start', { centreId: heron, rollCallId: third, reason: 'check', meetAt: '' });
  await say('rollCalls.start', { centreId: wren, rollCallId: second, reason: 'drill' });
  const mark = { centreId: wren, rollCallId: second };
  const [one, other] = [app.newId(), app.newId()];
  await say('rollCalls.mark', { ...mark, markId: one, subject: { kind: 'guest', id: personId }, zone: 'Hall A' });
  await say('rollCalls.mark', { ...mark, markId: other, subject: { kind: 'guest', reference: 'K-999' }, zone: '' });
  await say('rollCalls.unmark', { ...mark, markId: one });
  await say('rollCalls.end', mark, ['rollCall']);
  const ended = (await manager.mirror(operationId)).rows('rollCall').filter((it) => it['endedAt'] !== null);
  expect(ended.map((it) => it['id'])).toEqual([first]);
  expect(here).toEqual(there);
});

test('who signs in at the door, and out again', async () => {
  const visit = { centreId: wren, kind: 'visitor', name: 'R. Okafor', organisation: 'Water board' };
  const [one, other] = [app.newId(), app.newId()];
  await say('visits.signIn', { ...visit, visitId: one, zone: 'Hall A' });
  await say('visits.signIn', { ...visit, visitId: other, zone: '' });
  await say('visits.signOut', { visitId: one, baseVersion: 1 });
  expect(here).toEqual(there);
});
