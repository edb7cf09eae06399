import { afterAll, beforeAll, expect, test } from 'vitest';
import { centreAccess } from '../../db/schema/operations.ts';
import { venue, venueAccess } from '../../db/schema/venues.ts';
import { centreCountsRow, operationCountsRow } from '../../shared/counts.ts';
import { discloseSum, discloseTotal, withheld } from '../../shared/disclosure.ts';
import { needKindNames } from '../../shared/needs.ts';
import { isStaying, type Presence } from '../../shared/people.ts';
import type { Changes } from '../../shared/sync.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { seeded } from '../support/random.ts';

const PLACE = { lat: 53.098765, lon: -1.387654 };
const HALL = 'Juniper Hall Canary';
let app: TestApp;
let operationId: string;
let wren: string;
let heron: string;
const managers = new Map<string, Person>();

const putInVenue = async (centreId: string): Promise<void> => {
  const id = app.newId();
  await app.deps.db.insert(venue).values({
    id,
    code: 'V901',
    type: 'hall',
    district: 'Amber Valley',
    square: 'SK 45',
    sleepingM2: 200,
    fireLimit: 100,
    toilets: 6,
    showers: 2,
    minutesToOpen: 30,
    availableHours: '24/7',
    suitability: 'suitable',
    details: {} as never,
  });
  const words = {
    name: HALL,
    address: '1 Canary Lane',
    town: 'Canarytown',
    postcode: 'ZZ1 1ZZ',
    owner: 'Canary Trust',
  };
  await app.deps.db.insert(venueAccess).values({ id, ...words, ...PLACE, details: {} as never });
  await app.deps.db.insert(centreAccess).values({ id: centreId, operationId, venueId: id });
};

beforeAll(async () => {
  app = await startTestApp();
  operationId = await app.operation({ languages: [{ tag: 'ro' }, { tag: 'vi' }], expected: 46 });
  wren = await app.centre({ operationId, name: 'Wren', square: 'SK 45' });
  heron = await app.centre({ operationId, name: 'Heron', square: 'SK 33', sheetLetter: 'H' });
  await putInVenue(wren);
  for (const centreId of [wren, heron])
    managers.set(centreId, await app.signInAs('manager', { operationId, centreId, name: 'Manager on shift' }));
});
afterAll(() => app.stop());

/** Whole numbers below a bound: the same story every time. */
const storyteller = (seed: number) => {
  const next = seeded(seed);
  return (below: number): number => Math.floor(next() * below);
};

interface Guest {
  id: string;
  reference: string;
  name: string;
  centreId: string;
  presence: Presence;
  version: number;
}

const said: string[] = [];
const guests: Guest[] = [];

const arrive = async (n: number, roll: (below: number) => number): Promise<void> => {
  const centreId = roll(8) === 0 ? heron : wren;
  const it: Guest = {
    id: app.newId(),
    reference: `Q-${700 + n}`,
    name: `Canaryname${n}`,
    centreId,
    presence: 'on_site',
    version: 1,
  };
  const needs = [0, 1].slice(roll(3)).map(() => ({ id: app.newId(), kind: needKindNames[roll(needKindNames.length)] }));
  await managers.get(centreId)?.done('people.checkIn', {
    operationId,
    centreId,
    personId: it.id,
    reference: it.reference,
    preferredName: it.name,
    ageBand: ['adult', 'adult', 'child', 'unsure'][roll(4)],
    sex: ['female', 'male', 'other', 'not_asked'][roll(4)],
    language: ['ro', 'vi', 'kmr'][roll(3)],
    vehicle: 'Canarycoach',
    zone: 'Canaryzone',
    needs,
  });
  guests.push(it);
  said.push(it.id, it.reference, it.name, ...needs.map((need) => need.id));
};

const move = async (roll: (below: number) => number): Promise<void> => {
  const staying = guests.filter((it) => isStaying(it.presence));
  const it = staying[roll(staying.length)];
  if (!it) return;
  const to = (['temporarily_out', 'left_voluntarily', 'departed', 'on_site'] as const)[roll(4)] ?? 'on_site';
  if (to === it.presence) return;
  await managers
    .get(it.centreId)
    ?.done('people.setPresence', { operationId, personId: it.id, to, note: 'Canarynote out', baseVersion: it.version });
  it.presence = to;
  it.version += 1;
};

const raise = async (roll: (below: number) => number): Promise<void> => {
  const it = guests[roll(guests.length)];
  if (!it || !isStaying(it.presence)) return;
  const kind = needKindNames[roll(needKindNames.length)];
  const needId = app.newId();
  said.push(needId);
  await managers.get(it.centreId)?.done('needs.raise', {
    operationId,
    centreId: it.centreId,
    needId,
    personId: it.id,
    kind,
    note: 'Canarynote need',
  });
};

const count = (centreId: string, ...presences: Presence[]): number =>
  guests.filter((it) => it.centreId === centreId && presences.includes(it.presence)).length;

/** Everything in it that could be about a person, or tell where a centre is. */
const leaksIn = (carried: readonly Changes[], wall: boolean): string[] => {
  const text = JSON.stringify(carried);
  const words = [
    ...said,
    'Canaryname',
    'Canarynote',
    'Canaryzone',
    'Canarycoach',
    '"kmr"',
    '"personId"',
    '"reference"',
  ];
  if (wall) words.push('Canary', 'ZZ1 1ZZ', 'V901', String(PLACE.lat), String(PLACE.lon), '"venueId"');
  const kinds = needKindNames.map((kind) => `"${kind}"`);
  const found = [...words, ...kinds, '"female"', '"unsure"'].filter((word) => text.includes(word));
  // The breakdown's own headings are no one's.
  return found.filter((word) => word !== '"female"' || /"female"(?!,"count")/.test(text));
};

const isListed = ({ kind, row }: Changes['changes'][number]): boolean => {
  if (kind === 'centreCounts') return centreCountsRow.strict().safeParse(row).success;
  if (kind === 'operationCounts') return operationCountsRow.strict().safeParse(row).success;
  return ['operation', 'centre', 'slot', 'logEntry', 'centreAccess', 'logBasis'].includes(kind);
};

const listen = async (who: Person, wall: boolean): Promise<Changes[]> => {
  const heard: Changes[] = [];
  const socket = await who.socket();
  const first = new Promise<void>((resolve) => socket.once('changes', () => resolve()));
  socket.on('changes', (changes: Changes) => heard.push(changes));
  socket.emit('subscribe', { operationId, since: 0, wall });
  await first;
  return heard;
};

test('through a morning of arrivals, needs and departures, silver and the wall are sent counts and never a person', async () => {
  const roll = storyteller(2026);
  const silver = await app.signInAs('silver', { operationId });
  const heard = await listen(silver, false);
  const onWall = await listen(silver, true);
  const pulled: Changes[] = [];
  const seenSums = new Set<string>();
  for (let step = 0; step < 60; step += 1) {
    const what = roll(10);
    if (what < 6 || guests.length < 3) await arrive(step, roll);
    else if (what < 8) await move(roll);
    else await raise(roll);
    app.clock.advance?.(roll(4));
    const changes = await silver.pull(operationId, pulled.at(-1)?.to ?? 0);
    pulled.push(changes);
    const row = (kind: string, id: string) => changes.changes.find((it) => it.kind === kind && it.id === id)?.row;
    const here = [count(wren, 'on_site'), count(heron, 'on_site')];
    const away = [wren, heron].map((it) => count(it, 'temporarily_out', 'left_voluntarily', 'departed'));
    expect(row('centreCounts', wren)).toMatchObject({
      onSite: discloseTotal(here[0] ?? 0),
      away: discloseTotal(away[0] ?? 0),
      out: withheld,
      left: withheld,
    });
    expect(row('centreCounts', heron)).toMatchObject({ onSite: discloseTotal(here[1] ?? 0) });
    expect(row('operationCounts', operationId)).toMatchObject({
      onSite: discloseSum(here).whole,
      away: discloseSum(away).whole,
      out: withheld,
      left: withheld,
    });
    seenSums.add(discloseSum(here).whole.kind);
  }
  pulled.push(await silver.pull(operationId, 0));
  const walled = [await silver.pull(operationId, 0, '&wall=1')];
  await expect.poll(() => heard.at(-1)?.to).toBe(pulled.at(-1)?.to);
  await expect.poll(() => onWall.at(-1)?.to).toBe(pulled.at(-1)?.to);

  expect(leaksIn([...heard, ...pulled], false)).toEqual([]);
  expect(leaksIn([...onWall, ...walled], true)).toEqual([]);
  const all = [...heard, ...pulled, ...onWall, ...walled].flatMap((it) => it.changes);
  expect(all.filter((it) => !isListed(it))).toEqual([]);
  expect([...seenSums]).toContain('about');
  expect(heard.length).toBeGreaterThan(1);
});

test('the same search finds the people in what a manager is sent: a row passed through would be caught', async () => {
  const carried = [await (managers.get(wren) as Person).pull(operationId, 0)];
  expect(leaksIn(carried, false)).toEqual(expect.arrayContaining(['Canaryname', '"personId"', '"reference"', '"kmr"']));
  const leaky = { kind: 'person', id: app.newId(), row: { id: app.newId(), reference: guests[0]?.reference } };
  expect(isListed(leaky)).toBe(false);
  const extra = { kind: 'centreCounts', id: wren, row: { preferredName: 'Canaryname1' } };
  expect(isListed(extra)).toBe(false);
});

test('a centre stands where it is for silver with the address, and in the middle of its square without, and on the wall', async () => {
  const desk = await app.signInAs('silver', { operationId });
  const without = await app.signInAs('silver', { operationId, address: false });
  const at = async (who: Person, wall = false) =>
    (await who.mirror(operationId, wall)).row('centreCounts', wren)?.['position'];
  expect(await at(desk)).toEqual({ ...PLACE, exact: true });
  const middle = await at(without);
  expect(middle).toMatchObject({ exact: false });
  expect(middle).not.toMatchObject(PLACE);
  expect(await at(desk, true)).toEqual(middle);
  expect(JSON.stringify((await without.mirror(operationId)).all)).not.toContain(HALL);
});

test('a planner and a volunteer are sent no counts, and someone without a place is told nothing', async () => {
  const volunteer = await app.signInAs('volunteer', { operationId, centreId: wren });
  expect((await volunteer.mirror(operationId)).kinds).not.toContain('centreCounts');
  const stranger = await app.signInAs('silver', { operationId: await app.operation() });
  expect((await stranger.get(`/api/operations/${operationId}/pull`)).status).toBe(404);
});
