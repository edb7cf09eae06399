import { reference as referenceSchema } from '../../../shared/people.ts';
import { checkLetter, referenceOf } from '../../../shared/references.ts';

export interface Typed {
  letter: string;
  digits: string;
  /** The letter printed after the number, where it was typed too. */
  check: string;
}

const MOST_DIGITS = 4;
const NUMBER = /^(\d+)([A-Z]?)$/;
const WHOLE = /([A-Z])-?(\d*)([A-Z]?)$/;

/** What the field for the number says now. A whole reference may be typed into it, by hand or by a scanner. */
export const typedFrom = (before: Typed, text: string): Typed => {
  const typed = text.toUpperCase().replace(/[^A-Z0-9-]/g, '');
  if (typed === '') return { ...before, digits: '', check: '' };
  const [, digits, check = ''] = NUMBER.exec(typed) ?? [];
  if (digits !== undefined) return { ...before, digits: digits.slice(0, MOST_DIGITS), check };
  const [, letter, number = '', last = ''] = WHOLE.exec(typed) ?? [];
  return letter === undefined ? before : { letter, digits: number.slice(0, MOST_DIGITS), check: last };
};

const madeFrom = ({ letter, digits }: Typed): string | null => {
  if (Number(digits) === 0) return null;
  const made = referenceOf(letter, Number(digits));
  return referenceSchema.safeParse(made).success ? made : null;
};

/** The letter at the end does not belong to this number: one of them was read wrongly. */
export const isSlip = (typed: Typed): boolean => {
  const made = madeFrom(typed);
  return made !== null && typed.check !== '' && checkLetter(made) !== typed.check;
};

/** The reference typed so far, once it is one. */
export const typedReference = (typed: Typed): string | null => (isSlip(typed) ? null : madeFrom(typed));
