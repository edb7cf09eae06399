import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { device } from '../../db/schema/tablets.ts';
import { handlersTx } from '../../server/engine/deps.ts';
import { nextTablet } from '../../server/tablets/letters.ts';
import { Problem } from '../../shared/problems.ts';
import { startTestApp, type TestApp } from '../support/app.ts';

let app: TestApp;
let here: { operationId: string; centreId: string };

beforeAll(async () => {
  app = await startTestApp();
});
const newPlace = async () => {
  const operationId = await app.operation();
  return { operationId, centreId: await app.centre({ operationId, sheetLetter: 'K' }) };
};
beforeEach(async () => {
  here = await newPlace();
});
afterAll(() => app.stop());

const next = (at = here) => app.deps.db.transaction((tx) => nextTablet(handlersTx(tx), at));
/** A tablet for each of these letters; a small one is of a tablet taken out of use. */
const tablets = async (letters: string, at = here): Promise<void> => {
  const pairedAt = app.clock.now();
  const rows = [...letters].map((it, n) => ({
    ...at,
    id: app.newId(),
    label: `Tablet ${n + 1}`,
    letter: it.toUpperCase(),
    pairedBy: 'maya',
    pairedAt,
    revokedAt: it === it.toLowerCase() ? pairedAt : null,
  }));
  await app.deps.db.insert(device).values(rows);
};

/** Every letter that a tablet may have, in their order. */
const all = async (): Promise<string> => {
  let given = '';
  for (;;) {
    const { letter } = await next();
    if (given.includes(letter)) return given;
    await tablets(letter);
    given += letter;
  }
};

test('a tablet is given the first letter that no tablet or sheet of its operation has, and the next name at its centre', async () => {
  expect(await next()).toEqual({ label: 'Tablet 1', letter: 'A' });
  await tablets('ab');
  const there = { ...here, centreId: await app.centre({ operationId: here.operationId, sheetLetter: 'C' }) };
  expect(await next(there)).toEqual({ label: 'Tablet 1', letter: 'D' });
  await tablets('DE', there);
  expect(await next()).toEqual({ label: 'Tablet 3', letter: 'F' });
  expect(await next(await newPlace())).toEqual({ label: 'Tablet 1', letter: 'A' });
});

test('where every letter is taken, it is one of tablets out of use, then the one fewest give, then the first', async () => {
  const letters = await all();
  expect([letters.length > 10, letters.includes('K'), letters[0]]).toEqual([true, false, 'A']);
  const [last = '', before = ''] = [letters.at(-1), letters.at(-2)];
  // All once: the first of them.
  expect((await next()).letter).toBe('A');
  // All twice but one.
  await tablets(letters.replace(before, ''));
  expect((await next()).letter).toBe(before);
  await tablets(before);
  // One that a tablet in use gives is not one out of use, however few give it.
  await tablets(last.toLowerCase());
  expect((await next()).letter).toBe('A');
});

test('a letter whose tablets are all out of use comes before one in use, though more have given it', async () => {
  const letters = await all();
  here = await newPlace();
  const [last = '', before = ''] = [letters.at(-1), letters.at(-2)];
  await tablets(letters.replace(last, '').replace(before, ''));
  await tablets(`${last}${last}${last}${before}${before}`.toLowerCase());
  expect((await next()).letter).toBe(before);
  await tablets(before);
  expect((await next()).letter).toBe(last);
});

test('a letter that a centre’s sheets have is never given, though tablets gave it before', async () => {
  const letters = await all();
  await tablets(letters.slice(1));
  await app.centre({ operationId: here.operationId, sheetLetter: 'A' });
  expect((await next()).letter).toBe(letters[1]);
});

test('where no letter is left, that is said', async () => {
  for (const letter of 'ABCDEFGHIJLMNOPQRSTUVWXYZ')
    await app.centre({ operationId: here.operationId, sheetLetter: letter });
  const refused: unknown = await next().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Problem);
  expect((refused as Problem).body()).toMatchObject({
    type: '/problems/not-in-this-state',
    detail: 'This operation has no letter left for a tablet',
  });
});
