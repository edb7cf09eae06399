/**
 * The one place that decides how counts of people leave for readers who may know no person.
 *
 * A count of 1 to 4 is "fewer than 5". In a breakdown whose total the reader knows, the rest must not give
 * such a count away by subtraction, nor by the choice of what is hidden: so what is published is the same
 * for every table the reader could still suppose, and each small count keeps at least two possible values,
 * even for a reader who knows these rules. Breakdowns by different questions (age, sex, language) may share
 * one total. Of no two sets of people that differ by a few may the same be told: see `server/counts/groups.ts`.
 * Counts of staff are exempt.
 */

export const SMALLEST_SHOWN = 5;

export type Disclosure = 'exact' | 'few' | 'at_least' | 'about' | 'withheld';
export interface DisclosedCount {
  /** Only where the count is published as it is. */
  value: number | null;
  text: string;
  kind: Disclosure;
}

const exact = (n: number): DisclosedCount => ({ value: n, text: String(n), kind: 'exact' });
const few: DisclosedCount = { value: null, text: `fewer than ${SMALLEST_SHOWN}`, kind: 'few' };
/** Nothing is told of it. */
export const withheld: DisclosedCount = { value: null, text: 'not shown', kind: 'withheld' };
const atLeast = (n: number): DisclosedCount => ({ value: null, text: `${n} or more`, kind: 'at_least' });
const about = (text: string): DisclosedCount => ({ value: null, text, kind: 'about' });

const isSmall = (n: number): boolean => n > 0 && n < SMALLEST_SHOWN;
const sum = (counts: readonly number[]): number => counts.reduce((all, n) => all + n, 0);

/** A count that is part of no published sum. */
export function discloseTotal(n: number): DisclosedCount {
  return isSmall(n) ? few : exact(n);
}

/** How many people something is meant for, where a number has to stand: one to four are told as five. */
export const discloseMeant = (n: number): number => (isSmall(n) ? SMALLEST_SHOWN : n);

const PEOPLE = /(?<![\d.,])(\d+) (people|person|guests?)\b/g;

/**
 * A sentence for those who may know no person: numbers of people in it as any count of them. What was written stays as
 * it is for those who may read it, so this holds for entries that are kept from earlier, too.
 */
export const discloseWords = (text: string): string =>
  text.replaceAll(PEOPLE, (as: string, n: string, whom: string) =>
    isSmall(Number(n)) ? `${few.text} ${whom.startsWith('guest') ? 'guests' : 'people'}` : as,
  );

/**
 * Parts published one by one, and their sum: where a part is small the sum is given roughly, from the
 * other parts alone. For people on site, on the way and gone, or for one number per centre.
 */
export function discloseSum(parts: readonly number[]): { whole: DisclosedCount; parts: DisclosedCount[] } {
  const small = parts.filter(isSmall).length;
  const open = sum(parts.filter((n) => !isSmall(n)));
  const rough = Math.round((open + small * 2.5) / 5) * 5;
  const hidden = open === 0 && small === 1 ? few : about(`about ${rough}`);
  return { whole: small === 0 ? exact(open) : hidden, parts: parts.map(discloseTotal) };
}

/** Places free beside a count of people: rough where the count itself is hidden. */
export function discloseFree(places: number, people: number): DisclosedCount {
  if (!isSmall(people)) return exact(Math.max(0, places - people));
  return atLeast(Math.max(0, places - SMALLEST_SHOWN + 1));
}

/** The least and the most that a reader can suppose of a count. */
export interface Bounds {
  least: number;
  most: number;
}

const only = (n: number): Bounds => ({ least: n, most: n });

/** What is told of a count that lies between two bounds: nothing that a reader of the bounds does not know. */
export function discloseBetween({ least, most }: Bounds): DisclosedCount {
  if (least === most) return exact(least);
  if (least > 0 && most < SMALLEST_SHOWN) return few;
  if (most === Number.POSITIVE_INFINITY) return least === 0 ? withheld : atLeast(least);
  return about(least === 0 ? `up to ${most}` : `${least} to ${most}`);
}

/**
 * A table whose cells add up to a total the reader knows exactly, or as `fewer than 5`: between which bounds each is
 * told to lie; `null` where nothing of it is told. Cells keep one order that does not depend on the counts.
 */
export function boundsOfCells(cells: readonly number[]): (Bounds | null)[] {
  const total = sum(cells);
  if (!cells.some(isSmall)) return cells.map(only);
  const filled = cells.filter((n) => n > 0).length;
  if (total < Math.max(SMALLEST_SHOWN, 2 * filled)) return cells.map(() => null);
  if (total <= SMALLEST_SHOWN * filled) return cells.map((n) => (n === 0 ? only(0) : null));
  return coverSmall(cells);
}

/** Into how many cells a total of people may be parted so that something is told of each, whoever they are. */
export const mostCells = (total: number): number => Math.max(0, Math.ceil(total / SMALLEST_SHOWN) - 1);

/** The fewest people who are counted as one group: something is told of three cells of them, whoever they are. */
export const SMALLEST_GROUP = 3 * SMALLEST_SHOWN + 1;

export function discloseBreakdown(cells: readonly number[]): DisclosedCount[] {
  return boundsOfCells(cells).map((it) => (it ? discloseBetween(it) : withheld));
}

/** The first cells that are not small, as many as are needed for every small one to be anything from 1 to 4. */
const coversOf = (cells: readonly number[]): { covers: Set<number>; pool: number } => {
  const small = cells.filter(isSmall);
  const covers = new Set<number>();
  let pool = sum(small);
  for (const [index, n] of cells.entries()) {
    if (pool >= SMALLEST_SHOWN * covers.size + (SMALLEST_SHOWN - 1) * small.length && covers.size > 0) break;
    if (n < SMALLEST_SHOWN) continue;
    covers.add(index);
    pool += n;
  }
  return { covers, pool };
};

// `pool` is what the small cells and their covers make together. Any reader can work it out, and the bounds of each
// come from it alone.
function coverSmall(cells: readonly number[]): Bounds[] {
  const { covers, pool } = coversOf(cells);
  const smalls = cells.filter(isSmall).length;
  const besides = pool - SMALLEST_SHOWN * (covers.size - 1);
  const least = Math.max(SMALLEST_SHOWN, covers.size > 1 ? 0 : pool - (SMALLEST_SHOWN - 1) * smalls);
  return cells.map((n, index) => {
    if (isSmall(n)) return { least: 1, most: SMALLEST_SHOWN - 1 };
    return covers.has(index) ? { least, most: besides - smalls } : only(n);
  });
}

/** When the breakdown on show was taken: the last full half hour. */
export function snapshotTime(now: Date, minutes = 30): Date {
  const step = minutes * 60_000;
  return new Date(Math.floor(now.getTime() / step) * step);
}
