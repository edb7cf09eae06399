import { afterAll, beforeAll, expect, test } from 'vitest';
import { problems } from '../../shared/problems.ts';
import { type Answer, type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
});

afterAll(() => app.stop());

const json = { 'content-type': 'application/json' };
const path = '/api/commands/people.checkIn';
const checkIn = (more: Loose) => scene.volunteer.command('people.checkIn', arrival(app, scene, more));

const expectProblem = (answer: Answer<Loose>, slug: keyof typeof problems): void => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.body).toMatchObject({ type: `/problems/${slug}`, ...problems[slug] });
  expect(answer.status).toBe(problems[slug].status);
};

const pointers = (answer: Answer<Loose>): string[] => answer.body.errors.map((it: Loose) => it.pointer);

test('what is not JSON, not UTF-8, or not said to be JSON is refused as that', async () => {
  const send = (body: string | Uint8Array, headers: Record<string, string> = json) =>
    scene.volunteer.send(path, { method: 'POST', body, headers });
  expectProblem(await send('{"id": '), 'malformed-request');
  expectProblem(await send(''), 'malformed-request');
  expectProblem(await send(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])), 'malformed-request');
  expectProblem(await send('{}', { 'content-type': 'text/plain' }), 'not-json');
  for (const body of ['null', '[]', '7', '"x"', '{}']) expectProblem(await send(body), 'invalid-fields');
});

test('three hundred kilobytes are too many, whatever the length that was declared', async () => {
  const body = JSON.stringify({ id: app.newId(), args: arrival(app, scene, { zone: 'x'.repeat(300_000) }) });
  expectProblem(await scene.volunteer.send(path, { method: 'POST', body, headers: json }), 'too-large');
  const stream = new ReadableStream({
    start(controller) {
      for (let n = 0; n < 300; n += 1) controller.enqueue(new Uint8Array(1024).fill(32));
      controller.close();
    },
  });
  const init = { method: 'POST', body: stream, duplex: 'half', headers: { ...json, cookie: scene.volunteer.cookie } };
  const answer = await fetch(`${app.url}${path}`, init as RequestInit);
  expect(answer.status).toBe(413);
});

test('each field that needs another answer is named with what to do, and nothing typed is repeated', async () => {
  const answer = await checkIn({
    ageBand: 'Canary',
    reference: 'V14',
    surprise: 'Canary',
    needs: [{ kind: 'Canary' }],
  });
  expectProblem(answer, 'invalid-fields');
  expect(pointers(answer)).toEqual(
    expect.arrayContaining(['/args/ageBand', '/args/reference', '/args/needs/0/id', '/args/needs/0/kind']),
  );
  expect(answer.text).not.toContain('"Canary"');
  for (const it of answer.body.errors) expect(it.detail.length).toBeGreaterThan(5);
});

test('NUL, half a character, and a text that only looks like one are refused by field', async () => {
  for (const text of ['a\u0000b', '\ud800', 'x\udfffy']) {
    const answer = await checkIn({ preferredName: text });
    expectProblem(answer, 'invalid-fields');
    expect(pointers(answer)).toEqual(['/args/preferredName']);
  }
});

test('a date in 1066, in 2200, without a zone, or that never was, is refused by field', async () => {
  const args = arrival(app, scene);
  for (const occurredAt of [
    '1066-10-14T09:00:00Z',
    '2200-01-01T00:00:00Z',
    '2026-11-19T05:30:00',
    '2026-02-30T05:30:00Z',
    'now',
  ]) {
    const answer = await scene.volunteer.command('people.checkIn', args, { occurredAt });
    expectProblem(answer, 'invalid-fields');
    expect(new Set(pointers(answer))).toEqual(new Set(['/occurredAt']));
  }
});

test('an id that is no version 7 UUID is refused, and so is one in capitals', async () => {
  for (const id of ['1', '00000000-0000-4000-8000-000000000000', app.newId().toUpperCase()]) {
    const answer = await scene.volunteer.command('people.checkIn', arrival(app, scene), { id });
    expect(pointers(answer)).toEqual(['/id']);
  }
});

test('names of prototypes and depths without end do no harm', async () => {
  const id = app.newId();
  const args = JSON.stringify(arrival(app, scene));
  const occurredAt = '2026-11-19T05:30:00Z';
  const poisoned = `{"id":"${id}","occurredAt":"${occurredAt}","args":${args.replace('{', '{"__proto__":{"polluted":1},')}}`;
  const answer = await scene.volunteer.send(path, { method: 'POST', body: poisoned, headers: json });
  expect([200, 422]).toContain(answer.status);
  expect(({} as Loose).polluted).toBeUndefined();
  for (const open of ['[', '{"a":']) {
    const deep = `{"id":"${app.newId()}","occurredAt":"${occurredAt}","args":${open.repeat(20_000)}`;
    expectProblem(await scene.volunteer.send(path, { method: 'POST', body: deep, headers: json }), 'malformed-request');
    const closed = `{"id":"${app.newId()}","occurredAt":"${occurredAt}","args":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    expectProblem(await scene.volunteer.send(path, { method: 'POST', body: closed, headers: json }), 'invalid-fields');
  }
});

test('without a session everything under /api is the same 401, whatever is asked', async () => {
  const answers = await Promise.all([
    app.nobody.get('/api/operations'),
    app.nobody.get(`/api/operations/${scene.operationId}/pull`),
    app.nobody.get('/api/venues'),
    app.nobody.get('/api/me'),
    app.nobody.get('/api/nothing-here'),
    app.nobody.command('people.checkIn', arrival(app, scene)),
    app.nobody.command('no.such', {}),
    app.nobody.send(path, { method: 'POST', body: '{"id": ', headers: json }),
    app.holding('haven.session_token=forged.signature').get('/api/me'),
  ]);
  for (const it of answers) expectProblem(it, 'not-signed-in');
  expect(new Set(answers.map((it) => it.text)).size).toBe(1);
});

test('a change sent from another site’s page is refused', async () => {
  const body = JSON.stringify({ id: app.newId(), args: arrival(app, scene), occurredAt: '2026-11-19T05:30:00Z' });
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]) {
    const answer = await scene.volunteer.send(path, {
      method: 'POST',
      body,
      headers: { ...json, ...headers } as Loose,
    });
    expectProblem(answer, 'wrong-origin');
  }
});

test('an answer is never kept by anyone on the way, and carries the guards a browser honours', async () => {
  const { headers } = await scene.volunteer.get('/api/operations');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('a pull from before the beginning, from a fraction, or with an unknown word is refused by field', async () => {
  for (const query of ['since=-1', 'since=1.5', 'since=x', 'since=1e400', 'wall=2', 'surprise=1']) {
    const answer = await scene.volunteer.get(`/api/operations/${scene.operationId}/pull?${query}`);
    expectProblem(answer, 'invalid-fields');
  }
});
