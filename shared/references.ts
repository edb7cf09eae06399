/** Letters in use: not I and O, which read as digits, nor V, which begins the codes of venues. 23, a prime. */
const CHECK_LETTERS = 'ABCDEFGHJKLMNPQRSTUWXYZ';
const WEIGHTS = [5, 4, 3, 2];
const LETTER_WEIGHT = 6;

const valueOf = (letter: string): number =>
  Math.max(
    0,
    [...CHECK_LETTERS].findIndex((it) => it >= letter),
  );

/** `K-041` for 41. */
export const referenceOf = (letter: string, number: number): string => `${letter}-${String(number).padStart(3, '0')}`;

/** `{letter: 'K', number: 41}` for `K-041`. */
export const partsOf = (reference: string): { letter: string; number: number } => ({
  letter: reference.slice(0, 1),
  number: Number(reference.slice(2)),
});

/** In the order in which they are given out: `K-1000` comes after `K-999`. */
export const byReference = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

/**
 * The letter printed after a number, `R` in `K-041 R`, which shows a slip in typing it.
 *
 * Six times the letter's place among the 23 in use (A is 0), plus 5, 4, 3 and 2 times the four digits (`0041`), divided
 * by 23: what remains is the check letter's place. 23 is a prime, so no weight, and no step between two weights, times a
 * digit is a multiple of it: one wrong digit, two neighbours swapped, or another letter give another check letter.
 */
export const checkLetter = (reference: string): string => {
  const { letter, number } = partsOf(reference);
  const digits = [...String(number).padStart(4, '0')].map(Number);
  const sum = digits.reduce((total, digit, at) => total + digit * (WEIGHTS[at] ?? 0), valueOf(letter) * LETTER_WEIGHT);
  return CHECK_LETTERS[sum % CHECK_LETTERS.length] ?? 'A';
};

/** What stands in the code on a paper form: `FORM-012`. Never to be taken for a wristband of letter F. */
export const formCode = (number: number): string => `FORM-${String(number).padStart(3, '0')}`;

export type Scanned = { reference: string } | { form: number };

const BAND = /^([A-Z])-?(\d{1,4}) ?([A-Z]?)$/;
const FORM = /^FORM-?(\d{1,4})$/;

/** What a code, or a scanner that types, has read: a wristband, a paper form, or `null` for anything else. */
export const scanned = (text: string): Scanned | null => {
  const typed = text.trim().toUpperCase();
  const form = Number(FORM.exec(typed)?.[1] ?? 0);
  if (form > 0) return { form };
  const [, letter = '', digits = '', check = ''] = BAND.exec(typed) ?? [];
  if (letter === '' || Number(digits) === 0) return null;
  const reference = referenceOf(letter, Number(digits));
  return check === '' || check === checkLetter(reference) ? { reference } : null;
};
