import { expect, test } from 'vitest';
import { makeElapsed } from '../../client/data/elapsed.ts';

const tablet = () => {
  const at = { steady: 5000, clock: Date.parse('2026-11-19T07:00:00Z') };
  const elapsed = makeElapsed(
    () => at.steady,
    () => at.clock,
  );
  const pass = (steady: number, clock = steady): number => {
    at.steady += steady;
    at.clock += clock;
    return elapsed();
  };
  return { pass, elapsed };
};

const HOUR = 3_600_000;

test('time passes as it does for the page', () => {
  const { pass, elapsed } = tablet();
  expect(elapsed()).toBe(0);
  expect(pass(250)).toBe(250);
  expect(pass(750)).toBe(1000);
});

test('two hours asleep have passed, though the page’s own count stood still', () => {
  const { pass } = tablet();
  pass(1000);
  expect(pass(200, 2 * HOUR)).toBe(1000 + 2 * HOUR);
  expect(pass(1000)).toBe(2000 + 2 * HOUR);
});

test('a clock put back takes no time away', () => {
  const { pass } = tablet();
  pass(HOUR);
  expect(pass(1000, -24 * HOUR)).toBe(HOUR + 1000);
  expect(pass(1000)).toBe(HOUR + 2000);
});

test('a clock read in whole milliseconds adds nothing, however often it is read', () => {
  const { pass } = tablet();
  for (let n = 0; n < 1000; n += 1) pass(0.5, n % 2);
  expect(pass(0)).toBe(500);
});
