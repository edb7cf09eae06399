import { z } from 'zod';

/** RFC 9562 identifier, version 7, made where the thing happens. Lower case. */
export const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'Use a version 7 UUID in lower case');

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2101, 0, 1);

/** Milliseconds since 1970 that somebody can mean: between 2000 and 2100. */
export const isMoment = (at: number): boolean => at >= EARLIEST && at < LATEST;

/** A moment as ISO 8601 with an offset, between 2000 and 2100. */
export const instant = z.iso
  .datetime({ offset: true })
  .refine((text) => isMoment(Date.parse(text)), 'Use a date between 2000 and 2100');

/** A calendar day in London, `YYYY-MM-DD`, between 1900 and 2100. */
export const localDate = z.iso.date().refine((text) => text >= '1900-01-01' && text <= '2100-12-31', {
  message: 'Use a date between 1900 and 2100',
});

// PostgreSQL text cannot hold NUL, and a lone surrogate is not text.
export const storable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

// Marks without width, such as the one that turns the direction of writing, show nothing by themselves.
const visible = (text: string): boolean => text === '' || /[^\s\p{C}]/u.test(text);

/** Trimmed text of 1 to `max` UTF-16 units that the database can hold, with something in it to see. */
export const shortText = (max: number) =>
  z
    .string()
    .refine(storable, 'Remove the characters that are not text')
    .trim()
    .min(1, 'Enter something')
    .max(max)
    .refine(visible, 'Enter something');

/** As {@link shortText}, but may be empty. */
export const optionalText = (max: number) =>
  z.string().refine(storable, 'Remove the characters that are not text').trim().max(max);

const outside = 'Check this: it lies outside the United Kingdom';
/** WGS 84 degrees inside the United Kingdom's bounding box. */
export const ukLatitude = z.number().min(49.8, outside).max(60.9, outside);
export const ukLongitude = z.number().min(-8.7, outside).max(1.8, outside);

/** A row's own version, from 1. A change names the one it was made from. */
export const rowVersion = z.int().min(1).max(2_147_483_647);

/** BCP 47 tag such as `ro` or `zh-Hans`; `und` where nobody knows yet. */
export const languageTag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z]{2,8}){0,2}$/, 'Use a language code such as ro or zh-Hans');

/** Ten-kilometre National Grid square such as `SK 45`. */
export const gridSquare = z.string().regex(/^[HJNOST][A-HJ-Z] \d\d$/, 'Use a grid square such as SK 45');

/** Heads, beds, minutes: a count no sample or council reaches the end of. */
export const count = (max = 10_000) => z.int().min(0).max(max);
