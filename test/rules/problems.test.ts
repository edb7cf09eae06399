import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { logDefect, problemFrom, problemOf, sendProblem } from '../../server/http/problem.ts';
import type { Log } from '../../server/engine/deps.ts';
import { Problem, type ProblemBody } from '../../shared/problems.ts';

const logged = (work: (log: Log) => unknown) => {
  const lines: [string, object | undefined][] = [];
  const done = work({ info: () => undefined, error: (event, fields) => void lines.push([event, fields]) });
  return { done, lines };
};

test('of a defect its name and the first six places are logged, and nothing of its words', () => {
  const words = 'Canary Jones\n    at canary (Hall B:1:2)\nCanary';
  const error = new TypeError(words);
  const places = Array.from({ length: 8 }, (_, n) => `    at work${n} (file:///server/a.ts:${n}:1)`);
  error.stack = [`TypeError: ${words}`, ...places].join('\n');
  const { lines } = logged((log) => logDefect(error, log));
  const where = places.slice(0, 6).join(' ');
  expect(lines).toEqual([['defect', { error: 'TypeError', where }]]);
  expect(logged((log) => logDefect('Canary', log)).lines).toEqual([['defect', { error: 'unknown', where: '' }]]);
});

test('what is refused is answered as it is; a database that is away and a defect of ours, as something to try again', () => {
  const refused = new Problem('not-found', { detail: 'No' });
  expect(logged((log) => problemOf(refused, log))).toEqual({ done: refused.body(), lines: [] });
  const away = Object.assign(new Error('away'), { code: '57P01' });
  expect(logged((log) => problemOf(away, log))).toMatchObject({
    done: { type: '/problems/database-unavailable', status: 503, retryAfter: 2 },
    lines: [],
  });
  const defect = logged((log) => problemOf(new Error('Canary'), log));
  expect(defect.done).toMatchObject({ type: '/problems/internal-error', status: 500, retryAfter: 2 });
  expect([defect.lines.length, JSON.stringify(defect).includes('Canary')]).toEqual([1, false]);
});

test('a refusal that was kept is thrown as it was, and one of a kind that is no more as a defect', () => {
  const kept = new Problem('stale-version', { detail: 'Look again' }).body();
  expect(problemFrom(kept).body()).toEqual(kept);
  expect(problemFrom({ ...kept, type: '/problems/of-long-ago' as never }).slug).toBe('internal-error');
});

test('a refusal says when to come back where it says so, and ends the line where its body was not read', async () => {
  const answer = async (body: ProblemBody) => {
    const { status, headers } = await new Hono().get('/', (c) => sendProblem(c, body)).request('/');
    return [status, headers.get('content-type'), headers.get('retry-after'), headers.get('connection')];
  };
  const type = 'application/problem+json';
  expect(await answer(new Problem('not-found').body())).toEqual([404, type, null, null]);
  expect(await answer(new Problem('too-many-requests', { retryAfter: 600 }).body())).toEqual([429, type, '600', null]);
  expect(await answer(new Problem('too-many-requests', { retryAfter: 0 }).body())).toEqual([429, type, '0', null]);
  expect(await answer(new Problem('too-large').body())).toEqual([413, type, null, 'close']);
  expect(await answer(new Problem('too-slow').body())).toEqual([408, type, null, 'close']);
});
