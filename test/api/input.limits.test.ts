import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REGISTERS } from '../../server/engine/define.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { addPlan, addVenue } from '../support/registers.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;
let clientDir: string;

beforeAll(async () => {
  clientDir = mkdtempSync(path.join(tmpdir(), 'client-'));
  writeFileSync(path.join(clientDir, 'index.html'), '<!doctype html><title>Haven</title>');
  app = await startTestApp({ clientDir });
  scene = await setScene(app);
  await addPlan(app, scene.planner);
});

afterAll(async () => {
  rmSync(clientDir, { recursive: true });
  await app.stop();
});

/** Says to the server exactly this, as no browser would. */
const raw = (line: string, headers: readonly string[] = []): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = net.connect(Number(new URL(app.url).port), '127.0.0.1');
    let heard = '';
    socket.on('data', (data) => (heard += data.toString()));
    socket.on('close', () => resolve(heard.toLowerCase()));
    socket.on('error', reject);
    socket.write([`${line} HTTP/1.1`, 'Host: 127.0.0.1', 'Connection: close', ...headers, '', ''].join('\r\n'));
  });

test('an address that is no text is not found, and no fault of the server', async () => {
  for (const address of ['/%E0%A4%A', '/%ff.png', '/x%00.png', '/api/%ff', '/assets/none.js']) {
    const answer = await raw(`GET ${address}`);
    expect(answer.split('\r\n')[0]).toMatch(/ 40[14] /);
    expect(answer).toContain('application/problem+json');
  }
});

test('every answer, a refusal and a health check too, carries the guards and says how long it may be kept', async () => {
  for (const line of ['GET /', 'GET /healthz', 'GET /readyz', 'PUT /', 'TRACE /', 'OPTIONS /api/me', 'HEAD /api/me']) {
    const answer = await raw(line);
    expect(answer).toContain("content-security-policy: default-src 'none'");
    expect(answer).toContain(line === 'GET /' ? 'cache-control: no-cache' : 'cache-control: no-store');
  }
});

test('a link followed from web mail opens a screen; another site’s page still gets nothing', async () => {
  const from = (mode: string) => ['Sec-Fetch-Site: cross-site', `Sec-Fetch-Mode: ${mode}`];
  expect(await raw('GET /join', from('navigate'))).toMatch(/^http\/1.1 200 /);
  expect(await raw('GET /join', from('no-cors'))).toMatch(/^http\/1.1 403 /);
  expect(await raw('GET /api/venues.csv', from('navigate'))).toMatch(/^http\/1.1 403 /);
  expect(await raw('POST /join', from('navigate'))).toMatch(/^http\/1.1 403 /);
});

test('a version of a name that no row can have is refused by field', async () => {
  const args = arrival(app, scene);
  await scene.volunteer.done('people.checkIn', args);
  const { operationId } = scene;
  const said = { operationId, personId: args.personId, preferredName: 'Dan' };
  const answer = await scene.volunteer.command('people.identify', { ...said, baseVersion: 2 ** 53 - 1 });
  expect(answer.status).toBe(422);
  expect(answer.body.errors).toMatchObject([{ pointer: '/args/baseVersion' }]);
});

const partner = (more: Loose = {}) => ({
  code: 'ZZ',
  name: 'Zed',
  kind: 'voluntary',
  hours: '24/7',
  contact: 'Duty',
  contactPhone: '01632 960105',
  contactEmail: 'duty@example.org',
  deputy: '',
  deputyPhone: '',
  ...more,
});
const savePartner = (details: Loose) =>
  scene.planner.command('partners.save', { partnerId: app.newId(), baseVersion: null, details });

test('NUL and half a character in a partner’s deputy are refused by field', async () => {
  for (const deputy of ['a\u0000b', '\ud800']) {
    const answer = await savePartner(partner({ deputy }));
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ pointer: '/args/details/deputy' }]);
  }
});

test('of many who add one partner, or one offer, at once, one does and the others are told it exists', async () => {
  const four = <T>(send: () => Promise<T>) => Promise.all([send(), send(), send(), send()]);
  const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status).toSorted();
  expect(statuses(await four(() => savePartner(partner({ code: 'RACE' }))))).toEqual([200, 409, 409, 409]);
  const offer = { partner: 'RACE', role: 'welfare', languages: [], heads: 8, calloutMinutes: 60, maxHours: 8 };
  const saveOffer = () =>
    scene.planner.command('capacities.save', {
      capacityId: app.newId(),
      baseVersion: null,
      details: { ...offer, confirmedOn: null },
    });
  expect(statuses(await four(saveOffer))).toEqual([200, 409, 409, 409]);
});

test('the same wish thousands of times over is refused', async () => {
  const args = { operationId: app.newId(), codeName: 'Sedge', type: 'warrant', state: 'planned' };
  const answer = await scene.planner.command('operations.open', { ...args, wishes: Array(9000).fill('pets') });
  expect(answer.status).toBe(422);
});

test('the stream of the registers is no operation, over HTTP and on the socket', async () => {
  expect((await scene.planner.get(`/api/operations/${REGISTERS}/pull`)).status).toBe(404);
  const socket = await scene.planner.socket();
  const refused = new Promise((resolve) => socket.once('refused', resolve));
  socket.emit('subscribe', { operationId: REGISTERS, since: 0 });
  await expect(refused).resolves.toMatchObject({ type: '/problems/not-found' });
});

const upload = (body: string) =>
  scene.planner.send('/api/role-plan/import/preview', {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/csv' },
  });
const heading = 'role,partner,small,medium,large,scales_with';
const confirm = (previewId: string) => scene.planner.command('partners.import', { previewId, leaveOutWrong: true });
const planNow = async () => (await scene.planner.get('/api/role-plan')).body.plan.rows;

test('a plan of nothing but wrong rows, or of too many, is refused and the plan stays as it was', async () => {
  const before = await planNow();
  const many = Array.from({ length: 201 }, (_, at) => {
    const letters = `${String.fromCharCode(97 + Math.floor(at / 26))}${String.fromCharCode(97 + (at % 26))}`;
    return `role_${letters},BRC,1,1,1,`;
  });
  for (const rows of [['extra,NOPE,1,1,1,'], many]) {
    const preview = await upload([heading, ...rows].join('\n'));
    const answer = await confirm(preview.body.previewId);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ pointer: '/file' }]);
    expect(await planNow()).toEqual(before);
  }
});

test('a wrong row of a plan that is left out leaves that role as it was', async () => {
  const preview = await upload(`${heading}\nwelfare,BRC,many,8,16,\ncentre_manager,DCC,2,2,2,\n`);
  expect(preview.body.counts).toMatchObject({ wrong: 1, changed: 1 });
  expect(preview.body.removed).toEqual(['interpreter/BRC']);
  expect((await confirm(preview.body.previewId)).status).toBe(200);
  expect(await planNow()).toMatchObject([
    { role: 'centre_manager', small: 2 },
    { role: 'welfare', partner: 'BRC', small: 6 },
  ]);
});

test('doors at the last hour that can be typed leave the operation readable', async () => {
  const operationId = await app.operation();
  const centreId = app.newId();
  const venueId = await addVenue(app, scene.planner);
  const doors = { doorsAt: '2100-12-31T22:00:00Z', to: 'activating', expected: 40 };
  const why = { reason: 'To see', overrideReason: 'To see' };
  await scene.planner.done('centres.activate', { operationId, centreId, venueId, ...doors, ...why });
  const mirror = await scene.planner.mirror(operationId);
  expect(mirror.rows('slot').length).toBeGreaterThan(0);
});

test('a file of a million columns is refused before it is read', async () => {
  const body = `${'a,'.repeat(1_000_000)}\n1\n`;
  const answer = await upload(body);
  expect(answer.status).toBe(422);
  expect(answer.body.detail).toMatch(/more than 200 columns/);
});

test('a file of a million lines is refused before it is read', async () => {
  const answer = await upload('\n'.repeat(1_000_000));
  expect(answer.status).toBe(422);
  expect(answer.body.detail).toMatch(/far more lines/);
});

test('two invitations with one link: the second is refused', async () => {
  const administrator = await app.signInAs('administrator');
  const tokenHash = 'ab'.repeat(32);
  const invite = () => {
    const userId = app.newId();
    const email = `${userId}@haven.example`;
    return administrator.command('users.invite', { userId, name: 'Tess', email, tokenHash, grants: [] });
  };
  expect((await invite()).status).toBe(200);
  expect((await invite()).body).toMatchObject({ type: '/problems/already-exists' });
});

test('a great many people to a toilet, and a great many toilets, leave the register readable', async () => {
  const { value } = (await scene.planner.get('/api/settings')).body.items[0];
  await scene.planner.done('settings.change', {
    key: 'capacityRules',
    baseVersion: null,
    value: { ...value, peoplePerToilet: 10_000 },
  });
  await addVenue(app, scene.planner, { toilets: 1000 });
  expect((await scene.planner.get('/api/venues')).status).toBe(200);
});

test('a code name that nobody could see is refused, and one in any script is taken', async () => {
  const open = (codeName: string) =>
    scene.planner.command('operations.open', { operationId: app.newId(), codeName, type: 'warrant', state: 'planned' });
  for (const blank of ['\u200b', '\u202e\u2066', ' \u200d ', '\u0007']) expect((await open(blank)).status).toBe(422);
  for (const name of ['زهرة', 'Ковила', '👩‍👧', '\u202eMarram']) expect((await open(name)).status).toBe(200);
});
