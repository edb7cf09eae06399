/** What silver's tables ask of guests, and how an attentive silver puts together what they tell. */
import type { Cells, Group, Guest } from '../../server/counts/groups.ts';
import type { BreakdownView, CountView } from '../../shared/counts.ts';
import type { Bounds } from '../../shared/disclosure.ts';
import { namedBy, type Seen } from './attentive.ts';

export type Question = 'sex' | 'age' | 'languages';
export const questions = ['sex', 'age', 'languages'] as const;

/** Of a guest, the finest that a question asks: a language goes by itself, whatever list is in force. */
export const answerOf: Record<Question, (it: Guest) => string> = {
  sex: ({ sex }) => (sex === 'male' || sex === 'female' ? sex : 'unknown'),
  age: ({ ageBand }) => (ageBand === 'adult' ? 'adult' : 'child'),
  languages: ({ language }) => language,
};

export const countBy = <T>(all: readonly T[], keyOf: (it: T) => string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const it of all) counts[keyOf(it)] = (counts[keyOf(it)] ?? 0) + 1;
  return counts;
};

/** What the words of a count mean to who reads them. */
export const readCount = ({ value, text }: CountView): Bounds => {
  if (value !== null) return { least: value, most: value };
  if (text === 'fewer than 5') return { least: 1, most: 4 };
  if (text === 'not shown') return { least: 0, most: Number.POSITIVE_INFINITY };
  const [, alone] = /^(\d+) or more$/.exec(text) ?? [];
  if (alone !== undefined) return { least: Number(alone), most: Number.POSITIVE_INFINITY };
  const [, least, most] = /^(?:up|(\d+)) to (\d+)$/.exec(text) ?? [];
  if (most === undefined) throw new Error(`No attentive reader knows what "${text}" means`);
  return { least: Number(least ?? 0), most: Number(most) };
};

export const keysOf = (view: BreakdownView | null, question: Question): Record<string, Bounds> =>
  Object.fromEntries((view?.[question] ?? []).map(({ key, count }) => [key, readCount(count)]));

/** By what a table has a cell for: everything else is its `other`. */
const inCells = (cells: Cells, question: Question) => (it: Guest) => {
  const answer = answerOf[question](it);
  return cells.has(answer) ? answer : 'other';
};

const asRecord = (cells: Cells): Record<string, Bounds> => Object.fromEntries(cells);

/** Of one group, were its own table shown: also of those of each centre, whose numbers were seen at its door. */
export const namedInGroup = (question: Question, told: Group, truth: readonly Guest[]): string[] => {
  const cells = told[question];
  const keyOf = inCells(cells, question);
  const centres = [...new Set(truth.map((it) => it.centreId))];
  const comes = centres.map((id) => ({
    come: countBy(
      truth.filter((it) => it.centreId === id),
      keyOf,
    ),
  }));
  return namedBy([...cells.keys()], [...comes, { told: asRecord(cells) }]);
};

/** Of all that was shown until then, with each group's own table as well, which tells more. */
export const namedInAll = (
  question: Question,
  atoms: readonly string[],
  shown: readonly { told: Group; truth: readonly Guest[]; view: BreakdownView | null }[],
): string[] => {
  const seen = shown.flatMap(({ told, truth, view }): Seen[] => {
    const { other, ...single } = keysOf(view, question);
    // Different languages are among `other` at different times: only what one group tells of it can be used.
    void other;
    return [{ come: countBy(truth, answerOf[question]), told: asRecord(told[question]) }, { told: single }];
  });
  return namedBy(atoms, seen);
};
