import { expect, test } from 'vitest';
import { centreStates, isReceiving } from '../../shared/centres.ts';
import { limitOf, loadOf, loadWords } from '../../shared/load.ts';
import { some } from '../support/some.ts';

const at = { staffed: 80, places: 90 };
const running = centreStates.filter((it) => isReceiving(it) || it === 'standing_down');

test.each(some(centreStates))('whoever is one more than a centre that is "%s" can take, it is over', (state) => {
  const it = { ...at, state };
  const limit = limitOf(it);
  expect([limit, loadOf(it, limit + 1), loadWords(it, limit + 1)]).toEqual([limit, 'over', '1 over']);
  expect([loadOf(it, limit), loadWords(it, limit)]).toEqual(['full', 'full']);
  expect(loadOf(it, limit - 1)).toBe(state === 'full' ? 'full' : 'room');
  expect(loadOf(it, null)).toBe(state === 'full' ? 'full' : 'room');
});

test('82 of 80 is 2 over, whether staff or the building sleep fewer', () => {
  for (const state of some(running)) {
    expect(loadWords({ state, staffed: 80, places: 120 }, 82)).toBe('2 over');
    expect(loadWords({ state, staffed: 120, places: 80 }, 82)).toBe('2 over');
    expect(loadOf({ state, staffed: 120, places: 120 }, 82)).toBe(state === 'full' ? 'full' : 'room');
  }
});

test('before doors open, and where no welfare staff are on site, the building alone bounds it', () => {
  for (const state of some(centreStates.filter((it) => !running.includes(it))))
    expect(limitOf({ state, staffed: 20, places: 60 })).toBe(60);
  for (const state of some(running)) expect(limitOf({ state, staffed: 0, places: 60 })).toBe(60);
});

test('an empty centre is not full, however few places it has', () => {
  expect(loadOf({ state: 'activating', staffed: 0, places: 0 }, 0)).toBe('room');
});
