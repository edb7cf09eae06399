import { partsOf, referenceOf } from '../../shared/references.ts';

/** The last number used on this device, by operation and letter. A number only: nothing about anyone. */
const lastUsed = new Map<string, number>();
const LARGEST = 9999;

const slot = (operationId: string, letter: string): string => `haven.wristband.${operationId}.${letter}`;

const stored = (key: string): number => {
  const held = lastUsed.get(key);
  if (held !== undefined) return held;
  const read = Number(localStorage.getItem(key));
  return Number.isInteger(read) && read > 0 ? read : 0;
};

/** The first number after `last` that nobody wears; from 1 again when a sheet has run out. */
export const nextReference = (letter: string, last: number, taken: ReadonlySet<string>): string => {
  for (let step = 1; step <= LARGEST; step += 1) {
    const number = ((last + step - 1) % LARGEST) + 1;
    const made = referenceOf(letter, number);
    if (!taken.has(made)) return made;
  }
  return referenceOf(letter, 1);
};

/** The wristband this device would hand out next. */
export const nextOnThisDevice = (operationId: string, letter: string, taken: ReadonlySet<string>): string =>
  nextReference(letter, stored(slot(operationId, letter)), taken);

interface Sheet {
  letter: string | null;
  first: number;
  last: number;
  marks: readonly { number: number }[];
}

/** The lowest number above `after`, on any of the sheets, that is neither taken nor marked. */
const freeAfter = (sheets: readonly Sheet[], isTaken: (it: number) => boolean, after: number): number | null => {
  for (const { first, last, marks } of sheets.toSorted((a, b) => a.first - b.first)) {
    for (let it = Math.max(first, after + 1); it <= last; it += 1) {
      if (!isTaken(it) && !marks.some(({ number }) => number === it)) return it;
    }
  }
  return null;
};

/** The next free number of printed sheets of one kind, or `null` where they are used up. */
export const nextFree = (sheets: readonly Sheet[], isTaken: (it: number) => boolean): number | null =>
  freeAfter(sheets, isTaken, 0);

/** The next wristband of the printed sheets, going on from the last one used here. */
export const nextOnSheets = (operationId: string, sheets: readonly Sheet[], taken: ReadonlySet<string>) => {
  for (const letter of new Set(sheets.map((it) => it.letter ?? ''))) {
    const own = sheets.filter((it) => it.letter === letter);
    const isTaken = (it: number) => taken.has(referenceOf(letter, it));
    const found = freeAfter(own, isTaken, stored(slot(operationId, letter))) ?? nextFree(own, isTaken);
    if (found !== null) return referenceOf(letter, found);
  }
  return null;
};

export const rememberReference = (operationId: string, reference: string): void => {
  const { letter, number } = partsOf(reference);
  const key = slot(operationId, letter);
  lastUsed.set(key, number);
  try {
    localStorage.setItem(key, String(number));
  } catch (error) {
    // A full or forbidden store costs a tap on the next start, no more.
    if (!(error instanceof DOMException)) throw error;
  }
};

/** The letter that most of these begin with, or that one where there are none. */
export const mostWorn = (references: readonly string[], none: string): string => {
  const counts = new Map<string, number>();
  for (const [letter = none] of references) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most?.[0] ?? none;
};
