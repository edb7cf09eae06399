import type { BreakdownView } from '../../shared/counts.ts';
import { discloseBreakdown, SMALLEST_SHOWN, type DisclosedCount } from '../../shared/disclosure.ts';
import { londonTime } from '../../shared/london.ts';
import { mayBeChild, type AgeBand } from '../../shared/people.ts';

export interface Guest {
  centreId: string;
  language: string;
  ageBand: AgeBand;
  sex: string | null;
}

const withheld: DisclosedCount = { value: null, text: 'not shown', kind: 'withheld' };
const isSmall = (n: number): boolean => n > 0 && n < SMALLEST_SHOWN;

export interface Tabled {
  guests: ReadonlyMap<string, Guest>;
  /** Centres of one to four people are left out: a table with them in it would give their number away. */
  leftOut: boolean;
}

/** Those who may be in a breakdown, of everybody on site. */
export const tabled = (onSite: ReadonlyMap<string, Guest>): Tabled => {
  const sizes = new Map<string, number>();
  for (const { centreId } of onSite.values()) sizes.set(centreId, (sizes.get(centreId) ?? 0) + 1);
  const guests = new Map([...onSite].filter(([, it]) => !isSmall(sizes.get(it.centreId) ?? 0)));
  return { guests, leftOut: guests.size < onSite.size };
};

const sameCells = (a: Guest, b: Guest | undefined): boolean =>
  b !== undefined && a.language === b.language && a.ageBand === b.ageBand && a.sex === b.sex;

/** How many people differ between two tables: arrived, left, or were changed. */
export const peopleChanged = (was: ReadonlyMap<string, Guest>, is: ReadonlyMap<string, Guest>): number => {
  let changed = 0;
  for (const [id, guest] of is) if (!sameCells(guest, was.get(id))) changed += 1;
  for (const id of was.keys()) if (!is.has(id)) changed += 1;
  return changed;
};

const sexOf = ({ sex }: Guest): string => (sex === 'male' || sex === 'female' ? sex : 'unknown');
const ageOf = ({ ageBand }: Guest): string => (mayBeChild(ageBand) ? 'child' : 'adult');

/** The order of keys must not follow the counts, or it would tell something of them. */
const table = (keys: readonly string[], { guests, leftOut }: Tabled, keyOf: (guest: Guest) => string) => {
  const counts = new Map(keys.map((key) => [key, 0]));
  for (const guest of guests.values()) counts.set(keyOf(guest), (counts.get(keyOf(guest)) ?? 0) + 1);
  const hidden = guests.size === 0 && leftOut;
  const shown = discloseBreakdown(keys.map((key) => counts.get(key) ?? 0));
  return keys.map((key, index) => ({ key, count: hidden ? withheld : (shown[index] ?? withheld) }));
};

/** `languages`: those the operation names; everybody else is `other`. */
export const breakdownOf = (people: Tabled, languages: readonly string[], at: Date): BreakdownView => {
  const named = new Set(languages);
  const scope = people.leftOut ? `centres with ${SMALLEST_SHOWN} or more` : 'all centres';
  return {
    at: at.toISOString(),
    text: `${scope}, ${londonTime(at)}`,
    sex: table(['male', 'female', 'unknown'], people, sexOf),
    age: table(['adult', 'child'], people, ageOf),
    languages:
      named.size === 0
        ? []
        : table([...named, 'other'], people, ({ language }) => (named.has(language) ? language : 'other')),
  };
};
