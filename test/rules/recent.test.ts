import { expect, test } from 'vitest';
import { inOrder, stored } from '../../server/engine/changes.ts';
import { Recent } from '../../server/engine/recent.ts';

const version = (seq: number, id = `guest ${seq}`) => ({ kind: 'person', id, seq, row: { id, zone: `at ${seq}` } });
const kept = (...numbers: number[]): Recent => {
  const recent = new Recent();
  for (const seq of numbers) recent.keep(seq, [version(seq)]);
  return recent;
};
const numbers = (recent: Recent, from: number, to: number) => recent.between(from, to)?.map((it) => it.seq);

test('what a server remembers is handed on in order, without what was known before', () => {
  expect(numbers(kept(4, 5, 6, 7), 4, 6)).toEqual([5, 6]);
  expect(numbers(kept(7, 5, 6), 4, 7)).toEqual([5, 6, 7]);
});

test('of a row that changed twice the newest version is handed on, whichever was heard of first', () => {
  for (const heard of [
    [5, 6],
    [6, 5],
  ]) {
    const recent = new Recent();
    for (const seq of heard) recent.keep(seq, [version(seq, 'ana')]);
    expect(recent.between(4, 6)).toEqual([version(6, 'ana')]);
  }
});

test('a missing number is never passed over, wherever it is: the database has it', () => {
  for (const missing of [5, 6, 7, 8]) {
    const recent = kept(...[5, 6, 7, 8].filter((it) => it !== missing));
    expect({ missing, found: recent.between(4, 8) }).toEqual({ missing, found: null });
  }
});

test('where nothing changed there is nothing to read, and a change that no row tells of is no missing one', () => {
  expect(kept().between(4, 4)).toEqual([]);
  const recent = kept(5, 7);
  recent.keep(6, []);
  expect(numbers(recent, 4, 7)).toEqual([5, 7]);
});

test('it remembers the last sixty-four, and says of older ones that it does not know', () => {
  const recent = kept(...Array.from({ length: 70 }, (_, at) => at + 1));
  expect(numbers(recent, 6, 70)).toHaveLength(64);
  expect(recent.between(5, 70)).toBeNull();
});

test('what happened is told in its order, and what happened at once by kind and id', () => {
  const at = (seq: number, kind: string, id: string) => ({ seq, kind, id, row: null });
  const told = [at(3, 'person', 'a'), at(3, 'person', 'b'), at(3, 'stay', 'a'), at(10, 'need', 'a')];
  expect(inOrder(told.toReversed())).toEqual(told);
  expect(stored(told.toReversed().map((it) => ({ ...it, seq: String(it.seq) })))).toEqual(told);
});
