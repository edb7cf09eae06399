import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type ProblemBody, problems, type ProblemSlug } from '../../shared/problems.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { type RawAnswer, rawly } from '../support/rawHttp.ts';
import { STANDSTILL_MS } from '../support/patience.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
});
afterEach(() => void vi.useRealTimers());
afterAll(() => app.stop());

/** The slug of a refusal that is one of ours, whole and of the right type, and says what to do; else what it is. */
const slugOf = ({ status, headers, body }: RawAnswer): string => {
  const told = body.startsWith('{') ? (JSON.parse(body) as ProblemBody) : null;
  const slug = String(told?.type).replace('/problems/', '');
  const known = problems[slug as ProblemSlug];
  const whole = known?.title === told?.title && known?.status === status && told?.status === status && told.detail;
  const safe =
    headers['content-type'] === 'application/problem+json' &&
    headers['cache-control'] === 'no-store' &&
    headers['x-content-type-options'] === 'nosniff';
  return whole && safe ? slug : `${status} ${JSON.stringify(headers)} ${body}`;
};

const asked = (line: string, ...headers: string[]): string =>
  [line, ...headers, 'Connection: close', '', ''].join('\r\n');
const HOST = 'Host: haven.example';

const unread: Record<string, [ProblemSlug, string]> = {
  'what is no HTTP': ['malformed-request', 'hello\r\n\r\n'],
  'a method nobody knows': ['malformed-request', asked('FETCH /api/about HTTP/1.1', HOST)],
  'another version': ['malformed-request', asked('GET /api/about HTTP/9.9', HOST)],
  'a header without a name': ['malformed-request', asked('GET /api/about HTTP/1.1', HOST, ': x')],
  'a header with a control character': ['malformed-request', asked('GET /api/about HTTP/1.1', HOST, 'X-A: a\u0000b')],
  'two lengths': [
    'malformed-request',
    asked('POST /api/push HTTP/1.1', HOST, 'Content-Length: 1', 'Content-Length: 2'),
  ],
  'a length that is none': ['malformed-request', asked('POST /api/push HTTP/1.1', HOST, 'Content-Length: -1')],
  'no host': ['malformed-request', asked('GET /api/about HTTP/1.1')],
  'a host that is none': ['malformed-request', asked('GET /api/about HTTP/1.1', 'Host: a b')],
  'a host with a path': ['malformed-request', asked('GET /api/about HTTP/1.1', 'Host: haven.example/x')],
  'an address that is none': ['malformed-request', asked('GET http:// HTTP/1.1', HOST)],
  'an address turned round': ['malformed-request', asked('GET /api\\about HTTP/1.1', HOST)],
  'a very long header': ['headers-too-large', asked('GET /api/about HTTP/1.1', HOST, `X-A: ${'a'.repeat(20_000)}`)],
  'a very long address': ['headers-too-large', asked(`GET /api/about?q=${'a'.repeat(20_000)} HTTP/1.1`, HOST)],
};

test.each(Object.entries(unread))('%s is refused in our own manner', async (_what, [slug, bytes]) => {
  expect(slugOf(await rawly(app.url, bytes))).toBe(slug);
});

test('chunk extensions without end are too much', async () => {
  const head = asked(
    'POST /api/sign-in HTTP/1.1',
    HOST,
    'Content-Type: application/json',
    'Transfer-Encoding: chunked',
  );
  expect(slugOf(await rawly(app.url, `${head}1;a=${'a'.repeat(20_000)}\r\n{\r\n`))).toBe('too-large');
});

test('an expectation that we do not know is left unmet, and what was asked is answered', async () => {
  expect((await rawly(app.url, asked('GET /api/about HTTP/1.1', HOST, 'Expect: wonders'))).status).toBe(200);
});

test('an older check of whether we run names no host, and is answered', async () => {
  expect((await rawly(app.url, 'GET /healthz HTTP/1.0\r\n\r\n')).status).toBe(200);
});

test('what a tablet hands in over a slow line is taken, though it came in for longer than anybody works on it', async () => {
  const { operationId, centreId } = scene;
  const tablet = await app.pairTablet({ operationId, centreId, hands: [{ name: 'Joan P.' }] });
  const [joan] = tablet.hands;
  if (!joan) throw new Error('nobody may use this tablet');
  const items = [await tablet.seal(joan, 'people.checkIn', arrival(app, scene))];
  const body = JSON.stringify({ items, waiting: 0 });
  const head = asked(
    'POST /api/push HTTP/1.1',
    `Host: ${new URL(app.url).host}`,
    `Cookie: ${tablet.cookie}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  );
  const { sessions } = app.running;
  const { actorOf } = sessions;
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  sessions.actorOf = (...given) => actorOf(...given).finally(resolve);
  const answer = await rawly(app.url, head + body.slice(0, 50), async () => {
    await begun;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + STANDSTILL_MS });
    return body.slice(50);
  });
  sessions.actorOf = actorOf;
  expect([answer.status, JSON.parse(answer.body)]).toMatchObject([200, { answers: [{ as: 'accepted' }] }]);
});
