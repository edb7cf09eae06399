/**
 * The one place that decides how counts of people leave for readers who may know no person.
 *
 * A count of 1 to 4 is "fewer than 5". In a breakdown whose total the reader knows, the rest must not give
 * such a count away by subtraction, nor by the choice of what is hidden: so what is published is the same
 * for every table the reader could still suppose, and each small count keeps at least two possible values,
 * even for a reader who knows these rules. Breakdowns by different questions (age, sex, language) may share
 * one total. Do not publish the same breakdown for a whole and for all its parts, or for parts that add up.
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
const withheld: DisclosedCount = { value: null, text: 'not shown', kind: 'withheld' };
const atLeast = (n: number): DisclosedCount => ({ value: null, text: `${n} or more`, kind: 'at_least' });
const about = (n: number): DisclosedCount => ({ value: null, text: `about ${n}`, kind: 'about' });

const isSmall = (n: number): boolean => n > 0 && n < SMALLEST_SHOWN;
const sum = (counts: readonly number[]): number => counts.reduce((all, n) => all + n, 0);
const downToFive = (n: number): number => Math.floor(n / 5) * 5;

/** A count that is part of no published sum. */
export function discloseTotal(n: number): DisclosedCount {
  return isSmall(n) ? few : exact(n);
}

/**
 * Parts published one by one, and their sum: where a part is small the sum is given roughly, from the
 * other parts alone. For people on site, on the way and gone, or for one number per centre.
 */
export function discloseSum(parts: readonly number[]): { whole: DisclosedCount; parts: DisclosedCount[] } {
  const small = parts.filter(isSmall).length;
  const open = sum(parts.filter((n) => !isSmall(n)));
  const rough = Math.round((open + small * 2.5) / 5) * 5;
  const hidden = open === 0 && small === 1 ? few : about(Math.max(5, rough));
  return { whole: small === 0 ? exact(open) : hidden, parts: parts.map(discloseTotal) };
}

/** Places free beside a count of people: rough where the count itself is hidden. */
export function discloseFree(places: number, people: number): DisclosedCount {
  if (!isSmall(people)) return exact(Math.max(0, places - people));
  return atLeast(Math.max(0, places - SMALLEST_SHOWN + 1));
}

/**
 * A table whose cells add up to a total the reader knows exactly, or as `fewer than 5`. Cells keep one order
 * that does not depend on the counts.
 */
export function discloseBreakdown(cells: readonly number[]): DisclosedCount[] {
  const total = sum(cells);
  if (!cells.some(isSmall)) return cells.map(exact);
  const filled = cells.filter((n) => n > 0).length;
  if (total < Math.max(SMALLEST_SHOWN, 2 * filled)) return cells.map(() => withheld);
  if (total <= SMALLEST_SHOWN * filled) return cells.map((n) => (n === 0 ? exact(0) : withheld));
  return coverSmall(cells);
}

// The first cell that is not small stands in for every small one: `pool` is what it and they make together,
// which any reader can work out, and its published bound comes from the pool alone.
function coverSmall(cells: readonly number[]): DisclosedCount[] {
  const small = cells.filter(isSmall);
  const cover = cells.findIndex((n) => n >= SMALLEST_SHOWN);
  const pool = (cells[cover] ?? 0) + sum(small);
  const most = small.length * (SMALLEST_SHOWN - 1);
  const roomy = pool >= SMALLEST_SHOWN + most;
  return cells.map((n, index) => {
    if (n === 0) return exact(0);
    if (isSmall(n)) return few;
    if (!roomy) return atLeast(SMALLEST_SHOWN);
    return index === cover ? atLeast(downToFive(pool - most)) : exact(n);
  });
}

/** When the breakdown on show was taken: the last full half hour, so that no single arrival shows in it. */
export function snapshotTime(now: Date, minutes = 30): Date {
  const step = minutes * 60_000;
  return new Date(Math.floor(now.getTime() / step) * step);
}

/**
 * Take a new snapshot? Only at a new snapshot time, and only when nobody or at least five people came or
 * went since the last: two tables a person apart would tell who.
 */
export function snapshotDue(last: Date | null, now: Date, peopleChanged: number, minutes = 30): boolean {
  if (last === null) return true;
  return snapshotTime(now, minutes) > last && !isSmall(peopleChanged);
}
