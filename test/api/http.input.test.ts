import { afterAll, beforeAll, expect, test } from 'vitest';
import { problems } from '../../shared/problems.ts';
import { type Answer, type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
});

afterAll(() => app.stop());

const json = { 'content-type': 'application/json' };
const path = '/api/commands/people.checkIn';
const send = (body: string | Uint8Array, headers: Record<string, string> = json) =>
  scene.volunteer.send(path, { method: 'POST', body, headers });
const checkIn = (more: Loose) => scene.volunteer.command('people.checkIn', arrival(app, scene, more));

/** The slug of a refusal that is one of the table, whole and of the right type; else what is wrong with it. */
const slugOf = ({ status, headers, body, text }: Answer<Loose>): string => {
  const slug = String(body?.type).replace('/problems/', '');
  const known = problems[slug as keyof typeof problems];
  const whole = known && body.title === known.title && body.status === known.status && status === known.status;
  return whole && headers.get('content-type') === 'application/problem+json' ? slug : `${status} ${text}`;
};

const pointers = (answer: Answer<Loose>): string[] => answer.body.errors.map((it: Loose) => it.pointer);

test('what is not JSON, not UTF-8, or not said to be JSON is refused as that', async () => {
  expect(slugOf(await send('{"id": '))).toBe('malformed-request');
  expect(slugOf(await send(''))).toBe('malformed-request');
  expect(slugOf(await send(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])))).toBe('malformed-request');
  expect(slugOf(await send('{}', { 'content-type': 'text/plain' }))).toBe('not-json');
  for (const body of ['null', '[]', '7', '"x"', '{}']) expect(slugOf(await send(body))).toBe('invalid-fields');
});

test('three hundred kilobytes are too many, whatever the length that was declared', async () => {
  const body = JSON.stringify({ id: app.newId(), args: arrival(app, scene, { zone: 'x'.repeat(300_000) }) });
  expect(slugOf(await scene.volunteer.send(path, { method: 'POST', body, headers: json }))).toBe('too-large');
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
  expect(slugOf(answer)).toBe('invalid-fields');
  expect(pointers(answer)).toEqual(
    expect.arrayContaining(['/args/ageBand', '/args/reference', '/args/needs/0/id', '/args/needs/0/kind']),
  );
  expect(answer.text).not.toContain('"Canary"');
  for (const it of some(answer.body.errors as { detail: string }[])) expect(it.detail.length).toBeGreaterThan(5);
});

test('NUL, half a character, and a text that only looks like one are refused by field', async () => {
  for (const text of ['a\u0000b', '\ud800', 'x\udfffy']) {
    const answer = await checkIn({ preferredName: text });
    expect(slugOf(answer)).toBe('invalid-fields');
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
    expect(slugOf(answer)).toBe('invalid-fields');
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
    expect(slugOf(await scene.volunteer.send(path, { method: 'POST', body: deep, headers: json }))).toBe(
      'malformed-request',
    );
    const closed = `{"id":"${app.newId()}","occurredAt":"${occurredAt}","args":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    expect(slugOf(await scene.volunteer.send(path, { method: 'POST', body: closed, headers: json }))).toBe(
      'malformed-request',
    );
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
  for (const it of some(answers)) expect(slugOf(it)).toBe('not-signed-in');
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
    expect(slugOf(answer)).toBe('wrong-origin');
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
    expect(slugOf(answer)).toBe('invalid-fields');
  }
});
