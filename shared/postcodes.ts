import { fix, toArea, toNormalised } from 'postcode';
import { z } from 'zod';

export type PostcodeRead = { ok: true; postcode: string } | { ok: false; words: string };

/** `de1 5zz`, `DE15ZZ` and `DE 1 5ZZ` are one. A letter for a figure is asked about, never put right in silence. */
export const readPostcode = (text: string): PostcodeRead => {
  const typed = text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '');
  const postcode = toNormalised(typed);
  if (postcode) return { ok: true, postcode };
  const meant = toNormalised(fix(typed));
  return { ok: false, words: meant ? `Use ${meant} if that is the postcode` : 'Use a postcode such as DE1 5ZZ' };
};

/** `DE` of `DE1 5ZZ`. */
export const postcodeArea = (postcode: string): string | null => toArea(postcode);

/** In contracts: taken as it is written anywhere, kept as the Post Office writes it. */
export const postcode = z.string().transform((text, context) => {
  const read = readPostcode(text);
  if (read.ok) return read.postcode;
  context.addIssue({ code: 'custom', message: read.words });
  return z.NEVER;
});
