import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problems, type ProblemSlug } from '../../shared/problems.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { clientDir } from '../support/browser.ts';
import { arrival, type Scene, setScene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp({ clientDir });
  scene = await setScene(app);
});
afterAll(() => app.stop());

/** Sends bytes that need be no request, and reads what comes back until the line is closed. */
const raw = async (bytes: string): Promise<{ head: string; body: Loose }> => {
  const { hostname, port } = new URL(app.url);
  const socket = connect(Number(port), hostname);
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  socket.write(bytes);
  await once(socket, 'close');
  const [head = '', body = ''] = Buffer.concat(parts).toString().split('\r\n\r\n');
  return { head, body: JSON.parse(body) };
};

test.for<[string, string, ProblemSlug]>([
  ['no request at all', 'hello\r\n\r\n', 'malformed-request'],
  ['no method there is', 'FETCH / HTTP/1.1\r\nHost: a\r\n\r\n', 'malformed-request'],
  ['a header that is none', 'GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n', 'malformed-request'],
  [
    'two lengths',
    'POST /api/push HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    'malformed-request',
  ],
  ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nCookie: ${'a'.repeat(40_000)}\r\n\r\n`, 'headers-too-large'],
])('what Node itself cannot read is refused like everything else: %s', async ([, bytes, slug]) => {
  const { head, body } = await raw(bytes);
  const { status, title } = problems[slug];
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toMatch(/content-type: application\/problem\+json/i);
  expect(body).toMatchObject({ type: `/problems/${slug}`, title, status });
});

const unstorable = ['a\u0000b', '\ud800', 'tail \udfff'];

test('text that cannot be kept is refused with its field, also where a command takes what another does', async () => {
  const { operationId, centreId } = scene;
  const waits = { operationId, centreId, heldId: app.newId(), reference: 'K-001', command: 'people.move' };
  await scene.volunteer.done('people.later', { ...waits, args: { zone: 'Hall A' } });
  const { items } = (await scene.manager.get(`/api/operations/${operationId}/attention?centreId=${centreId}`)).body;
  for (const { id: attentionId, rowVersion: baseVersion } of some(items as Loose[])) {
    for (const text of unstorable) {
      const retry = { operationId, attentionId, baseVersion, set: { reference: text } };
      const answer = await scene.volunteer.command('attention.retry', retry);
      expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([422, '/args/set/reference']);
    }
  }
  for (const text of unstorable) {
    const later = { operationId, centreId, heldId: app.newId(), reference: 'K-009', command: 'people.move' };
    const inside = await scene.volunteer.command('people.later', { ...later, args: { zone: text } });
    expect([inside.status, inside.body.errors?.[0]?.pointer]).toEqual([422, '/args/args/zone']);
    const key = await scene.volunteer.command('people.later', { ...later, args: { [text]: 'Hall A' } });
    expect([key.status, key.body.errors?.[0]?.pointer]).toEqual([422, '/args/args']);
  }
});

test('and in a question: what leads nowhere is not there', async () => {
  const planner = await app.signInAs('planner');
  expect((await planner.get('/api/venues?q=%00')).status).toBe(422);
  expect((await planner.get('/api/venues/%00')).status).toBe(404);
});

test('an address with a NUL in it is no file', async () => {
  for (const address of ['/%00', '/assets/%00.js', '/assets/a%00/../index.html', '/%ff', '/%'])
    expect([address, (await app.nobody.get(address)).status]).toEqual([address, 404]);
});

test.for([
  '+010000-01-01T00:00:00.000Z',
  '+275760-09-13T00:00:00.000Z',
  '-000001-01-01T00:00:00Z',
  '1066-10-14T09:00:00Z',
  'soon',
])(
  'what a tablet hands in with a moment nobody can mean (%s) is kept and shown, as of when it came',
  async (occurredAt) => {
    const place = { operationId: scene.operationId, centreId: scene.centreId };
    const tablet = await app.pairTablet({ ...place, hands: [{ name: 'Joan P.' }] });
    const [joan] = tablet.hands;
    if (!joan) throw new Error('nobody may use this tablet');
    const item = await tablet.seal(joan, 'people.checkIn', arrival(app, scene), { occurredAt });
    const { status, body } = await tablet.push([item]);
    expect([status, body.answers?.[0]?.id]).toEqual([200, item.id]);
    const list = await scene.manager.get(`/api/operations/${place.operationId}/attention?centreId=${place.centreId}`);
    expect(list.status).toBe(200);
    expect(list.text).not.toContain('010000');
  },
);
