import { beforeEach, expect, test, vi } from 'vitest';
import { drawn, mount } from './support/hooks.ts';

interface Asked {
  id: string;
  answer: (it: object) => void;
  fail: (error: Error) => void;
}
const asked = vi.hoisted(() => ({ all: [] as Asked[] }));
vi.mock('../../client/data/api.ts', () => ({
  ApiProblem: class extends Error {},
  ask: (_path: string, { id }: { id: string }) =>
    new Promise((answer, fail) => void asked.all.push({ id, answer, fail } as Asked)),
}));
const { ApiProblem } = (await import('../../client/data/api.ts')) as never as { ApiProblem: new () => Error };
const { useQuery } = await import('../../client/data/useQuery.ts');

let id: string | null;
const open = () => mount(() => useQuery('/api/keys/:id', id === null ? null : { id }));
const many = (n: number) => drawn(() => asked.all.length === n);

beforeEach(() => {
  asked.all = [];
  id = 'a';
});

test('what is asked is asked once, and again when something else is asked or it is told to', async () => {
  const page = open();
  await many(1);
  asked.all[0]?.answer({ of: 'a' });
  await drawn(() => page.now.current);
  expect(page.now).toMatchObject({ data: { of: 'a' }, failed: null });
  page.draw();
  page.now.reload();
  await many(2);
  id = 'b';
  page.draw();
  // The last answer stays in sight, and is said not to be this one's.
  expect(page.now).toMatchObject({ data: { of: 'a' }, current: false });
  await many(3);
  expect(asked.all.map((it) => it.id)).toEqual(['a', 'a', 'b']);
});

test('an answer that comes after something else was asked is not shown', async () => {
  const page = open();
  await many(1);
  id = 'b';
  page.draw();
  await many(2);
  asked.all[1]?.answer({ of: 'b' });
  await drawn(() => page.now.current);
  asked.all[0]?.answer({ of: 'a' });
  await new Promise((resolve) => setImmediate(resolve));
  page.draw();
  expect(page.now).toMatchObject({ data: { of: 'b' }, current: true });
});

test('a failure is of what was asked then, and is over with the next answer', async () => {
  const page = open();
  await many(1);
  asked.all[0]?.fail(new ApiProblem());
  await drawn(() => page.now.failed !== null);
  id = 'b';
  page.draw();
  expect(page.now.failed).toBeNull();
  await many(2);
  id = 'a';
  page.draw();
  await many(3);
  asked.all.at(-1)?.answer({ of: 'a' });
  await drawn(() => page.now.current);
  expect(page.now.failed).toBeNull();
});

test('nothing is asked where there is nothing to ask', async () => {
  id = null;
  const page = open();
  await page.there();
  expect([asked.all, page.now.data, page.now.current]).toEqual([[], null, false]);
});
