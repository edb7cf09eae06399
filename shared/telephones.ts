/** Telephone numbers as people write them, and as Haven keeps them: `01632 960269 ext 12`, `+40 21 123 4567`. */
import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/min';
import { z } from 'zod';

export type TelephoneRead =
  | { ok: true; number: string; /** Perhaps nobody's, as far as the numbering plan is known. */ doubted: boolean }
  | { ok: false; words: string };

/** Ofcom's numbers for drama: given to nobody, and what examples and exercises use. */
const DRAMA =
  /^\+44(1(1[3-8]|21|31|41|51|61)4960|1914980|2079460|2890180|2896496|2920180|1632960|7700900|808157|909879|306999)\d{3,4}$/;

const wrong = (words: string): TelephoneRead => ({ ok: false, words });
const NOT_ONE = wrong('Use one telephone number, such as 01632 960100 or 01632 960100 ext 12');
const ROUNDED = wrong('A spreadsheet rounded this number, and its last digits are lost. Type it in again, as text');

/** How many digits a number in the kingdom has at least; one of a mobile has no more either. */
const FEWEST = [
  ['01', 10],
  ['02', 11],
  ['03', 11],
  ['07', 11],
] as const;

const miscounted = (begins: string, count: number, digits: string): TelephoneRead =>
  wrong(
    `A number that begins with ${begins} has ${count} digits; this has ${digits.length}. Look it up and type it again`,
  );

const digitsOf = ({ nationalNumber, countryCallingCode }: PhoneNumber): string =>
  countryCallingCode === '44' ? nationalNumber.replace(/^0?/, '0') : nationalNumber;

const written = (it: PhoneNumber): string => {
  const formatExtension = (number: string, ext: string): string => `${number} ext ${ext}`;
  return it.countryCallingCode === '44'
    ? it.formatNational({ formatExtension })
    : it.format('INTERNATIONAL', { formatExtension });
};

const MOST_KEPT = 100;
const lately = new Map<string, TelephoneRead>();

/**
 * Spaces, dots, brackets, hyphens and extensions as anybody puts them; a zero or a plus that a spreadsheet took away.
 * A cell is read for its preview and again by its contract: what was read last is kept, as each costs time.
 */
export const readTelephone = (text: string): TelephoneRead => {
  const kept = lately.get(text);
  if (kept) return kept;
  if (lately.size >= MOST_KEPT) lately.clear();
  const found = read(text);
  lately.set(text, found);
  return found;
};

const read = (text: string): TelephoneRead => {
  const typed = text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trim();
  if (/^\d+[.,]\d+e\+?\d+$/i.test(typed)) return ROUNDED;
  const found = parsePhoneNumberFromString(typed, { defaultCountry: 'GB', extract: false });
  if (!found) return NOT_ONE;
  const digits = digitsOf(found);
  const [begins, fewest] = FEWEST.find(([it]) => found.countryCallingCode === '44' && digits.startsWith(it)) ?? ['', 0];
  if (digits.length < fewest || (begins === '07' && digits.length > fewest)) return miscounted(begins, fewest, digits);
  if (!found.isPossible()) return wrong('This number has too few or too many digits. Look it up and type it again');
  return { ok: true, number: written(found), doubted: !found.isValid() && !DRAMA.test(found.number) };
};

const take = (text: string, context: z.RefinementCtx): string => {
  const found = readTelephone(text);
  if (found.ok) return found.number;
  context.addIssue({ code: 'custom', message: found.words });
  return z.NEVER;
};

/** In contracts: taken as it is written anywhere, kept as it is written here. */
export const telephone = z.string().transform(take);
export const optionalTelephone = z
  .string()
  .transform((text, context) => (text.trim() === '' ? '' : take(text, context)));
