import { Hono } from 'hono';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerWithin, readFile, readJson } from '../../server/http/bodies.ts';
import { sendProblem } from '../../server/http/problem.ts';
import type { Env } from '../../server/http/types.ts';
import { Problem } from '../../shared/problems.ts';

const PATIENCE = 10_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server that takes files and JSON, and works on them for as long as is said. */
const serving = (worksFor = 0) => {
  const work = () => new Promise((resolve) => setTimeout(resolve, worksFor));
  const app = new Hono<Env>()
    .use(answerWithin(PATIENCE))
    .post('/file', async (c) => {
      const { length } = await readFile(c.req.raw);
      await work();
      return c.json(length);
    })
    .post('/json', async (c) => {
      const said = await readJson(c.req.raw);
      return c.json(said as object);
    });
  app.onError((error, c) => sendProblem(c, (error instanceof Problem ? error : new Problem('internal-error')).body()));
  return app;
};

const KB = new Uint8Array(1024);
/** So many kilobytes, one a while: in ms. */
const coming = (kilobytes: number, every: number): ReadableStream<Uint8Array> => {
  let sent = 0;
  return new ReadableStream({
    pull: async (to) => {
      await new Promise((resolve) => setTimeout(resolve, every));
      if (sent === kilobytes) to.close();
      else to.enqueue(KB);
      sent += 1;
    },
  });
};

const sending = (body: ReadableStream<Uint8Array>, headers: Record<string, string> = {}) => ({
  method: 'POST',
  body,
  headers,
  duplex: 'half' as const,
});
const after = async <T>(ms: number, answer: Promise<T> | T): Promise<T> => {
  await vi.advanceTimersByTimeAsync(ms);
  return answer;
};
const told = async (answer: Response) => {
  const body = (await answer.json()) as unknown;
  return { status: answer.status, body, closes: answer.headers.get('connection') };
};

test.for<Record<string, string>>([{}, { 'content-length': String(915 * 1024) }])(
  'a file of 915 kB is taken on a line of 64 kB in a second, though that takes longer than anybody waits for a database (%j)',
  async (headers) => {
    const answer = serving().request('/file', sending(coming(915, 1000 / 64), headers));
    expect(await told(await after(16_000, answer))).toMatchObject({ status: 200, body: 915 * 1024 });
  },
);

test('what stops on its way is answered as that, in time, and what to do', async () => {
  const answer = serving().request('/file', sending(coming(9, 1e9), { 'content-length': '9216' }));
  const { status, body, closes } = await told(await after(30_000, answer));
  expect([status, closes]).toEqual([408, 'close']);
  expect(body).toMatchObject({ type: '/problems/too-slow', detail: expect.stringMatching(/send it again/) });
});

test('a line that breaks is not told as a database that does not answer', async () => {
  const broken = new ReadableStream<Uint8Array>({
    pull: (to) => to.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })),
  });
  const { status, body } = await told(await serving().request('/file', sending(broken)));
  expect(status).toBe(408);
  expect(body).toMatchObject({ type: '/problems/too-slow', detail: 'The line broke. Send it again' });
});

test('a line too slow to be one holds nobody up for longer than five minutes, however much it says is to come', async () => {
  const length = String(8 * 1024 * 1024);
  const answer = serving().request('/file', sending(coming(8192, 200), { 'content-length': length }));
  expect(await told(await after(300_000, answer))).toMatchObject({ status: 408 });
});

test('what is sent has twenty seconds, a second more for each 4 kB, and never more than 290', async () => {
  for (const [path, headers, seconds] of [
    ['/file', { 'content-length': '4096' }, 21],
    ['/file', { 'content-length': '409600' }, 120],
    ['/file', { 'content-length': String(8 * 1024 * 1024) }, 290],
    ['/file', {}, 290],
    ['/json', { 'content-type': 'application/json' }, 84],
  ] as const) {
    let answered = false;
    const answer = Promise.resolve(serving().request(path, sending(coming(9000, 1e9), headers)));
    void answer.then(() => (answered = true));
    await vi.advanceTimersByTimeAsync(seconds * 1000 - 1);
    expect([path, headers, answered]).toEqual([path, headers, false]);
    const { status, body } = await told(await after(1, answer));
    const detail = `It was waited for for ${seconds} seconds. Find a better line, or send less at once, then send it again`;
    expect([status, body]).toMatchObject([408, { detail }]);
  }
});

test('just as much as may be sent is taken, and not one byte more', async () => {
  const bytes = (n: number) => ({ method: 'POST', body: new Uint8Array(n), headers: { 'content-length': String(n) } });
  const limit = 8 * 1024 * 1024;
  expect((await after(1, serving().request('/file', bytes(limit)))).status).toBe(200);
  expect((await after(1, serving().request('/file', bytes(limit + 1)))).status).toBe(413);
  const parts = async (kilobytes: number, more: string) => {
    const body = new ReadableStream<Uint8Array>({
      start: (to) => {
        to.enqueue(new TextEncoder().encode(`"${'x'.repeat(kilobytes * 1024 - 2)}"`));
        if (more) to.enqueue(new TextEncoder().encode(more));
        to.close();
      },
    });
    return (await after(1, serving().request('/json', sending(body, { 'content-type': 'application/json' })))).status;
  };
  expect([await parts(256, ''), await parts(256, ' ')]).toEqual([200, 413]);
});

test('whoever is not answered in time is told to come back in two seconds', async () => {
  const stuck = serving(PATIENCE * 10).request('/file', sending(coming(1, 0)));
  const answer = await after(PATIENCE + 10, stuck);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
});

test('the database is waited for from when all has come, and for as long as ever', async () => {
  const slow = serving(PATIENCE - 1000).request('/file', sending(coming(640, 1000 / 64)));
  expect(await told(await after(25_000, slow))).toMatchObject({ status: 200 });
  const stuck = serving(PATIENCE * 10).request('/file', sending(coming(640, 1000 / 64)));
  expect(await told(await after(30_000, stuck))).toMatchObject({
    status: 503,
    body: { type: '/problems/database-unavailable' },
  });
});

test('more than is taken is answered as that, with how much is, also where no length was said', async () => {
  const said = serving().request('/file', sending(coming(1, 0), { 'content-length': String(9 * 1024 * 1024) }));
  expect(await told(await after(1000, said))).toMatchObject({
    status: 413,
    body: { detail: 'Send at most 8192 KB at once' },
  });
  const json = { 'content-type': 'application/json' };
  const counted = serving().request('/json', sending(coming(300, 1), json));
  expect(await told(await after(1000, counted))).toMatchObject({
    status: 413,
    body: { detail: 'Send at most 256 KB at once' },
  });
});

test('JSON that is nested thousands deep is refused, and what people say is not', async () => {
  const ask = (text: string) =>
    serving().request('/json', { method: 'POST', body: text, headers: { 'content-type': 'application/json' } });
  for (const deep of [`${'['.repeat(5000)}${']'.repeat(5000)}`, `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`])
    expect(await told(await after(1, ask(deep)))).toMatchObject({
      status: 400,
      body: { type: '/problems/malformed-request', detail: 'The body is nested too deeply' },
    });
  expect(await told(await after(1, ask('{"args":{"needs":[{"id":"a"}]}}')))).toMatchObject({ status: 200 });
});
