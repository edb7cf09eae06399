import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import {
  addVenue,
  confirm,
  importSamples,
  type Register,
  sample,
  upload,
  venueFile,
  venueRow,
} from '../support/registerFiles.ts';

let app: TestApp;
let planner: Person;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
  await importSamples(planner, ['venues', 'partners', 'capacities', 'plan']);
});

afterAll(() => app.stop());

const [heading = ''] = sample('venues').split('\n');
const numbered = (n: number): string => venueRow({ code: `V${String(n).padStart(4, '0')}` });
const boundary = '-'.repeat(24) + '0123456789abcdef';
const formOf = (name: string, content: string): string =>
  [
    `--${boundary}`,
    `Content-Disposition: form-data; name="file"${name}`,
    'Content-Type: text/csv',
    '',
    content,
    `--${boundary}--`,
    '',
  ].join('\r\n');
const sendForm = (body: string) =>
  planner.send('/api/venues/import/preview', {
    method: 'POST',
    body,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
const total = async (): Promise<number> => (await planner.get('/api/venues?limit=1')).body.tallies.total;

test.each(['venues', 'partners', 'capacities', 'plan'] satisfies Register[])(
  'a second import of the same %s file finds nothing to change, and confirming it changes nothing',
  async (register) => {
    const before = await app.deps.sql`select count(*)::int as n from version`;
    const { body } = await upload(planner, register, sample(register));
    expect(body.counts).toMatchObject({ new: 0, changed: 0, wrong: 0 });
    expect(body.counts.unchanged).toBe(sample(register).trim().split('\n').length - 1);
    const done = await confirm(planner, register, body.previewId);
    expect(done.body.result).toMatchObject({ created: 0, changed: 0 });
    expect(await app.deps.sql`select count(*)::int as n from version`).toEqual(before);
  },
);

test('a preview says of each row whether it is new, changed, unchanged or wrong, and why; nothing is written', async () => {
  const before = await total();
  const { status, body } = await upload(
    planner,
    'venues',
    venueFile(
      venueRow({ code: 'V700' }),
      venueRow({ showers: '14' }),
      sample('venues').split('\n')[2] ?? '',
      venueRow({ code: 'V701', toilets: 'many' }),
    ),
  );
  expect(status).toBe(200);
  expect(body.counts).toEqual({ new: 1, changed: 1, unchanged: 1, wrong: 1 });
  expect(body.rows[1]).toMatchObject({ row: 3, key: 'V001', changes: [{ field: 'showers', from: '13', to: '14' }] });
  expect(body.rows[3]).toMatchObject({ row: 5, status: 'wrong', problems: [{ field: 'toilets' }] });
  expect(body.rows[3].problems[0].words).toMatch(/Use a number such as 12/);
  expect(await total()).toBe(before);
  const refused = await confirm(planner, 'venues', body.previewId);
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/file/5/toilets' }] } });
  expect(await total()).toBe(before);
  const done = await confirm(planner, 'venues', body.previewId, true);
  expect(done.body.result).toEqual({ created: 1, changed: 1, unchanged: 1 });
  expect(await total()).toBe(before + 1);
  expect((await confirm(planner, 'venues', body.previewId, true)).status).toBe(409);
});

test('what is confirmed is what was previewed: a register that has moved since refuses the import', async () => {
  const venueId = await addVenue(app, planner, { code: 'V702' });
  const { body } = await upload(planner, 'venues', venueFile(venueRow({ code: 'V702', showers: '2' })));
  await planner.done('venues.change', { venueId, baseVersion: 1, changes: { showers: 5 } });
  const late = await confirm(planner, 'venues', body.previewId);
  expect(late).toMatchObject({ status: 409, body: { type: '/problems/stale-version' } });
  expect((await planner.get(`/api/venues/${venueId}`)).body.showers).toBe(5);
  const fresh = await upload(planner, 'venues', venueFile(venueRow({ code: 'V703' })));
  await addVenue(app, planner, { code: 'V703' });
  expect((await confirm(planner, 'venues', fresh.body.previewId)).status).toBe(409);
});

test('a preview belongs to who made it, lasts an hour, and confirms only its own register', async () => {
  const { body } = await upload(planner, 'venues', venueFile(venueRow({ code: 'V704' })));
  const other = await app.signInAs('planner');
  expect((await confirm(other, 'venues', body.previewId)).status).toBe(404);
  expect((await confirm(planner, 'partners', body.previewId)).status).toBe(404);
  app.clock.advance?.(61);
  const late = await confirm(planner, 'venues', body.previewId);
  expect(late).toMatchObject({ status: 409, body: { detail: 'This preview has ended. Upload the file again' } });
});

test('a byte order mark, semicolons, CRLF and quotes are read as any spreadsheet writes them', async () => {
  const semicolons = venueFile(venueRow({ code: 'V705', name: 'Alder "Old" Hall; North' }))
    .split('\n')
    .map((line) =>
      line
        .split(',')
        .map((cell) => (/[";]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(';'),
    )
    .join('\r\n');
  const { body } = await upload(planner, 'venues', `\uFEFF${semicolons}`);
  expect(body.counts).toEqual({ new: 1, changed: 0, unchanged: 0, wrong: 0 });
  await confirm(planner, 'venues', body.previewId);
  const { body: found } = await planner.get('/api/venues?q=V705');
  expect(found.items[0].access.name).toBe('Alder "Old" Hall; North');
});

test('a file sent in a form is read like one sent as it is; a form without a file is refused', async () => {
  const whole = await sendForm(formOf('; filename="venues.csv"', sample('venues')));
  expect(whole.status).toBe(200);
  expect(whole.body.counts.new).toBe(0);
  expect((await sendForm('nothing like a form')).status).toBe(400);
  expect((await sendForm(formOf('', 'words'))).status).toBe(400);
});

test('a file with columns missing, unknown or doubled is refused, naming each', async () => {
  const without = sample('venues').replace('postcode', 'post_code');
  const { status, body } = await upload(planner, 'venues', without);
  expect(status).toBe(422);
  expect(body.errors).toMatchObject([
    { pointer: '/file/postcode', detail: expect.stringMatching(/postcode is missing/) },
    { pointer: '/file/post_code', detail: expect.stringMatching(/not known/) },
  ]);
});

test.each([
  ['an empty file', '', /no rows/],
  ['a heading alone', `${heading}\n`, /no rows/],
  ['a quotation mark left open', venueFile(venueRow({ code: 'V706', name: '"Alder' })), /quotation mark/],
  ['bytes that are no text', new Uint8Array([0x63, 0xff, 0xfe, 0x81, 0x0a, 0xc3, 0x28]), /UTF-8/],
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1]), /UTF-8/],
])('%s is refused with what to do about it', async (_, content, words) => {
  const { status, body } = await upload(planner, 'venues', content);
  expect(status).toBe(422);
  expect(body.errors[0]).toMatchObject({ pointer: '/file', detail: expect.stringMatching(words) });
});

test('duplicate codes, a formula, a place abroad and hours nobody can read are wrong rows, each with its field', async () => {
  const { body } = await upload(
    planner,
    'venues',
    venueFile(
      venueRow({ code: 'V707' }),
      venueRow({ code: 'V707' }),
      venueRow({ code: 'V708', name: '=HYPERLINK("http://x")' }),
      venueRow({ code: 'V709', lat: '48.85', lon: '2.35' }),
      venueRow({ code: 'V710', available_hours: 'sometimes' }),
      venueRow({ code: 'V711', last_inspected: '1066-10-14' }),
      venueRow({ code: '' }),
    ),
  );
  expect(body.counts.wrong).toBe(7);
  const fields = body.rows.map((row: { problems: { field: string }[] }) => row.problems[0]?.field);
  expect(fields).toEqual(['code', 'code', 'name', 'lat', 'available_hours', 'last_inspected', 'code']);
  expect(body.rows[0].problems[0].words).toMatch(/Also on row 3/);
});

test('a capacity or a plan that names a partner nobody knows is a wrong row', async () => {
  const capacity = await upload(planner, 'capacities', sample('capacities').replace('\nDCC,', '\nXXX,'));
  expect(capacity.body.rows[0]).toMatchObject({ status: 'wrong', problems: [{ field: 'partner' }] });
  const plan = await upload(planner, 'plan', sample('plan').replace(',DCC,', ',XXX,'));
  expect(plan.body.rows[0]).toMatchObject({ status: 'wrong', problems: [{ field: 'partner' }] });
});

test('the register as a file comes back unchanged, and a spreadsheet runs none of it', async () => {
  await addVenue(app, planner, {
    code: 'V712',
    name: '=cmd|calc',
    limits: "-1+1; 'quoted', @sum",
    inspectedBy: '+44 x',
  });
  const exported = await planner.get('/api/venues.csv');
  expect(exported.headers.get('content-disposition')).toBe('attachment; filename="venues.csv"');
  expect(exported.text).not.toMatch(/(^|[,;\n"])[=@+-][a-z]/i);
  const { body } = await upload(planner, 'venues', exported.text);
  expect(body.counts).toMatchObject({ new: 0, changed: 0, wrong: 0 });
  expect(body.counts.unchanged).toBe(await total());
});

test('the register as GeoJSON puts longitude first and names each venue', async () => {
  const answer = await planner.get('/api/venues.geojson');
  expect(answer.headers.get('content-type')).toBe('application/geo+json');
  const found = JSON.parse(answer.text);
  expect(found.features).toHaveLength(await total());
  expect(found.features[0]).toMatchObject({
    geometry: { type: 'Point', coordinates: [-1.46221, 52.91903] },
    properties: { code: 'V001', name: 'Alder Town Hall' },
  });
  const reads = await app.deps.sql`select what from address_read where venue_id is null order by what`;
  expect(reads.map((it) => it['what'])).toEqual(['csv', 'geojson']);
});

test('who may not import finds no place to upload', async () => {
  const operationId = await app.operation();
  const silver = await app.signInAs('silver', { operationId });
  const planless = await app.signInAs('planner', { address: false });
  expect((await upload(app.nobody, 'venues', sample('venues'))).status).toBe(401);
  for (const register of ['venues', 'partners', 'capacities', 'plan'] satisfies Register[]) {
    expect((await upload(silver, register, sample(register))).status).toBe(404);
  }
  expect((await upload(planless, 'venues', sample('venues'))).status).toBe(404);
  expect((await planless.get('/api/venues.csv')).status).toBe(404);
});

test('five thousand rows go in whole; one more is refused with what to do', async () => {
  const many = venueFile(...Array.from({ length: 5_000 }, (_, n) => numbered(n)));
  const { body } = await upload(planner, 'venues', many);
  expect(body.counts).toMatchObject({ new: 5_000, wrong: 0 });
  const done = await confirm(planner, 'venues', body.previewId);
  expect(done.body.result).toMatchObject({ created: 5_000 });
  const more = await upload(planner, 'venues', venueFile(...Array.from({ length: 5_001 }, (_, n) => numbered(n))));
  expect(more).toMatchObject({
    status: 422,
    body: { errors: [{ detail: 'The file has 5,001 rows, 5,000 at most. Split it' }] },
  });
  const huge = await upload(planner, 'venues', 'x'.repeat(8 * 1024 * 1024 + 1));
  expect(huge.status).toBe(413);
});
