import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { addVenue, confirm, importSamples, sample, upload, venueFile, venueRow } from '../support/registerFiles.ts';

let app: TestApp;
let planner: Person;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
  await importSamples(planner, ['venues', 'partners', 'capacities', 'plan']);
});
afterAll(() => app.stop());

const previewOf = async (...rows: string[]): Promise<Loose> =>
  (await upload(planner, 'venues', venueFile(...rows))).body;
const answerTo = async ({ previewId }: Loose, leaveOutWrong = false): Promise<Loose> =>
  (await confirm(planner, 'venues', previewId, leaveOutWrong)).body;

test('a preview is good until its hour is over, once, and says which of the two it was', async () => {
  const [one, other] = [await previewOf(venueRow({ code: 'V710' })), await previewOf(venueRow({ code: 'V711' }))];
  const made = app.clock.now().getTime();
  expect([Date.parse(one.createdAt), Date.parse(one.expiresAt)]).toEqual([made, made + 3_600_000]);
  app.clock.advance?.(60);
  expect((await answerTo(one)).result).toEqual({ created: 1, changed: 0, unchanged: 0 });
  const again = { type: '/problems/not-in-this-state', detail: 'This file has been imported already' };
  expect(await answerTo(one)).toMatchObject(again);
  app.clock.advance?.(1);
  const late = { type: '/problems/stale-version', detail: 'This preview has ended. Upload the file again' };
  expect(await answerTo(other)).toMatchObject(late);
});

test('wrong rows are counted in words, and the first fifty of them named with each of their fields', async () => {
  const wrong = (n: number) => venueRow({ code: `V8${String(n).padStart(2, '0')}`, toilets: 'many', showers: 'few' });
  const remedy = 'Correct the file, or leave them out';
  const alone = await answerTo(await previewOf(wrong(1)));
  expect(alone).toMatchObject({ type: '/problems/invalid-fields', detail: `1 row is wrong. ${remedy}` });
  const many = await answerTo(await previewOf(...Array.from({ length: 51 }, (_, n) => wrong(n))));
  expect(many.detail).toBe(`51 rows are wrong. ${remedy}`);
  expect(many.errors).toHaveLength(100);
  expect(many.errors.at(-1)).toMatchObject({ pointer: '/file/51/showers', code: 'wrong' });
});

test('a row that says nothing new holds up the import too where its venue has changed since', async () => {
  const venueId = await addVenue(app, planner, { code: 'V720' });
  const csv = (await planner.get('/api/venues.csv')).text.replace('\uFEFF', '').split('\r\n');
  const same = csv.find((it) => it.startsWith('V720,')) ?? '';
  const both = [csv[0], same, same.replace('V720', 'V721'), ''].join('\r\n');
  const { body } = await upload(planner, 'venues', both);
  expect(body.counts).toEqual({ new: 1, changed: 0, unchanged: 1, wrong: 0 });
  await planner.done('venues.change', { venueId, baseVersion: 1, changes: { showers: 5 } });
  const detail = 'The register has changed since the preview. Upload the file again';
  expect(await answerTo(body)).toMatchObject({ type: '/problems/stale-version', detail });
  expect((await planner.get('/api/venues?q=V721')).body.items).toEqual([]);
});

test('a place that stands on the register in spite of its postcode is no wrong row, unless it moves', async () => {
  await app.owner`update venue_access set postcode = 'TR1 1AA' from venue
    where venue.id = venue_access.id and venue.code = 'V001'`;
  const odd = { postcode: 'TR1 1AA' };
  expect((await previewOf(venueRow(odd))).counts).toMatchObject({ unchanged: 1, wrong: 0 });
  expect((await previewOf(venueRow({ ...odd, lat: '52.92' }))).rows[0].problems).toMatchObject([{ field: 'lon' }]);
});

test('a partner who has left is brought back by no file, nor is what they could send', async () => {
  const partners = (await planner.get('/api/partners')).body.items;
  const { id: partnerId } = partners.find((it: Loose) => it.code === 'BRC');
  await planner.done('partners.archive', { partnerId, baseVersion: 1, reason: 'Ended' });
  for (const [register, field, is] of [
    ['partners', 'code', /^BRC$/],
    ['capacities', 'partner', /^BRC\//],
  ] as const) {
    const { body } = await upload(planner, register, sample(register));
    const theirs = body.rows.filter((it: Loose) => is.test(it.key));
    expect(theirs.length).toBeGreaterThan(0);
    expect(body.counts.wrong).toBe(theirs.length);
    const words = 'Taken off the register. Use another code';
    for (const it of theirs) expect(it.problems).toContainEqual({ field, words });
  }
});

test('of the plan a wrong row that is left out stays as it was, and what the file has not goes and is counted', async () => {
  const before = (await planner.get('/api/role-plan')).body.plan;
  const [top = '', ...rows] = sample('plan').trim().split('\n');
  const others = rows.filter((it) => !it.includes(',BRC,'));
  const [wrong = '', changed = '', ...rest] = others.slice(0, -1);
  const of = (it: string, small: string) => it.split(',').with(2, small).join(',');
  const { body } = await upload(planner, 'plan', [top, of(wrong, 'many'), of(changed, '77'), ...rest].join('\n'));
  const removed = rows.length - others.length + 1;
  expect(body.counts).toEqual({ new: 0, changed: 1, unchanged: rest.length, wrong: 1 });
  expect(body.removed).toHaveLength(removed);
  const done = await confirm(planner, 'plan', body.previewId, true);
  expect(done.body.result).toEqual({ created: 0, changed: 1 + removed, unchanged: rest.length });
  const { plan } = (await planner.get('/api/role-plan')).body;
  const [role, partner] = wrong.split(',');
  const own = (it: Loose) => it.role === role && it.partner === partner;
  expect(plan).toMatchObject({ id: before.id, rowVersion: before.rowVersion + 1 });
  expect(plan.rows).toHaveLength(others.length - 1);
  expect(plan.rows.find(own)).toEqual(before.rows.find(own));
});

test('a file looked at forgets one’s own oldest, and what nobody can confirm any more, and nobody else’s', async () => {
  const other = await app.signInAs('planner');
  const look = async (who: Person): Promise<string> =>
    (await upload(who, 'venues', venueFile(venueRow({ code: 'V730' })))).body.previewId;
  const theirs = [await look(other)];
  app.clock.advance?.(30);
  theirs.push(await look(other));
  app.clock.advance?.(31);
  for (let n = 0; n < 11; n += 1) await look(planner);
  const left = await app.deps.sql`select id from import_preview where made_by = ${other.userId}`;
  expect(left.map((it) => it['id'])).toEqual([theirs[1]]);
  const own = await app.deps.sql`select id from import_preview where made_by = ${planner.userId}`;
  expect(own).toHaveLength(10);
});

test('the files of the register leave out who has left it, and the map says how many sleep and sit, and who is in', async () => {
  const gone = await addVenue(app, planner, { code: 'V740' });
  await planner.done('venues.archive', { venueId: gone, baseVersion: 1, reason: 'Sold' });
  const used = await addVenue(app, planner, { code: 'V741' });
  await app.centre({ operationId: await app.operation(), venueId: used });
  const idle = await addVenue(app, planner, { code: 'V742' });
  const csv = (await planner.get('/api/venues.csv')).text;
  expect([csv.includes('V740,'), csv.includes('V741,')]).toEqual([false, true]);
  const { features } = JSON.parse((await planner.get('/api/venues.geojson')).text);
  const of = (id: string) => features.find((it: Loose) => it.id === id);
  expect(of(gone)).toBeUndefined();
  for (const [id, inUse] of [
    [used, true],
    [idle, false],
  ] as const) {
    const one = (await planner.get(`/api/venues/${id}`)).body;
    const opened = (await planner.get(`/api/venues/${id}/access`)).body;
    const { night, day } = one.capacity;
    expect(night.places).not.toBe(day.places);
    const worked = { nightPlaces: night.places, dayPlaces: day.places, size: one.size, inUse };
    expect(of(id).properties).toMatchObject({ ...worked, gridReference: opened.gridReference });
  }
});
