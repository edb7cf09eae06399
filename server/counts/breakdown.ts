import type { BreakdownView } from '../../shared/counts.ts';
import { type Bounds, discloseBetween } from '../../shared/disclosure.ts';
import { londonDayWords, londonTime } from '../../shared/london.ts';
import type { Cells, Group } from './groups.ts';

const both = (a: Bounds, b: Bounds): Bounds => ({ least: a.least + b.least, most: a.most + b.most });

/** Those not told apart come last. */
const isRest = (key: string): boolean => key === 'other' || key === 'unknown';

/** Of a group that had no cell for it, nothing is known of a language. */
const boundsIn = (cells: Cells, key: string): Bounds => cells.get(key) ?? { least: 0, most: Number.POSITIVE_INFINITY };

const table = (parts: readonly Cells[]): BreakdownView['sex'] => {
  const keys = new Set(parts.flatMap((it) => [...it.keys()]));
  const inOrder = [...keys].toSorted((a, b) => Number(isRest(a)) - Number(isRest(b)));
  return inOrder.map((key) => {
    const bounds = parts.map((cells) => boundsIn(cells, key));
    return { key, count: discloseBetween(bounds.reduce(both)) };
  });
};

const onlyOthers = (cells: Cells): boolean => [...cells.keys()].every((key) => key === 'other');

/** What the groups tell, added up; `null` before the first. */
export const breakdownOf = (groups: readonly Group[]): BreakdownView | null => {
  const last = groups.at(-1);
  if (!last) return null;
  const languages = groups.map((it) => it.languages);
  const people = groups.reduce((all, it) => all + it.people, 0);
  return {
    at: last.at.toISOString(),
    text: `${people} who came in by ${londonDayWords(last.at)} ${londonTime(last.at)}`,
    people,
    sex: table(groups.map((it) => it.sex)),
    age: table(groups.map((it) => it.age)),
    languages: languages.every(onlyOthers) ? [] : table(languages),
  };
};
