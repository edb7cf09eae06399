import { z } from 'zod';
import { query } from '../contract.ts';
import { wishes } from '../operations.ts';
import { type ExpectedLanguage } from '../plans/scale.ts';
import { count, gridSquare, instant, languageTag, ukLatitude, ukLongitude, uuid } from '../primitives.ts';
import { accessAsKept, sizeClasses } from '../venues/venue.ts';
import { ruledOutKinds } from '../venues/fit.ts';
import { instant as at, operationId } from './examples.ts';

const spread = (it: unknown): unknown[] =>
  [it].flat().flatMap((one: unknown) => (typeof one === 'string' ? one.split(',') : [one]));
const list = <T extends z.ZodType>(item: T) => z.preprocess(spread, z.array(item).max(30));
const number = (schema: z.ZodNumber) => z.coerce.number().pipe(schema);

/** `language` is a tag, or a tag and how many speak it: `ro` or `ro:12`. */
const language = z
  .string()
  .regex(/^[A-Za-z-]+(:\d{1,4})?$/, 'Use a language code, or one and a number such as ro:12')
  .transform((text): ExpectedLanguage => {
    const [tag = '', people] = text.split(':');
    return people === undefined ? { tag } : { tag, people: Number(people) };
  })
  .pipe(z.object({ tag: languageTag, people: count(1000).optional() }));

/** What the address grant shows of a venue; `null` without it. */
const place = z.object({
  name: z.string(),
  town: z.string(),
  lat: z.number(),
  lon: z.number(),
  keyholders: accessAsKept.shape.keyholders,
});

const shown = z.object({
  type: z.string(),
  district: z.string(),
  minutesToOpen: z.number(),
  square: z.string(),
  place: place.nullable(),
});

const fitVenue = shown.extend({
  venueId: uuid,
  code: z.string(),
  /** 0 to 100. */
  score: z.number(),
  reasons: z.array(z.string()),
  warnings: z.array(z.string()),
  reasonLine: z.string(),
  warningLine: z.string(),
  readyAt: z.string(),
  beds: z.number(),
  km: z.number().nullable(),
  explanation: z.string(),
});
export type FitVenue = z.infer<typeof fitVenue>;

const ruledOutVenue = shown.extend({
  venueId: uuid,
  code: z.string(),
  beds: z.number(),
  reasons: z.array(z.object({ kind: z.enum(ruledOutKinds), words: z.string() })),
});
export type RuledOutVenue = z.infer<typeof ruledOutVenue>;

/** What a role's partners could cover, as it travels. */
const strip = z.object({
  needed: z.number(),
  segments: z.array(
    z.object({ from: z.string(), to: z.string(), heads: z.number(), level: z.enum(['covered', 'some', 'nobody']) }),
  ),
  words: z.string(),
  level: z.enum(['covered', 'relief', 'short', 'nobody']),
  firstShortAt: z.string().nullable(),
});
export type Strip = z.infer<typeof strip>;

const rolePreview = z.object({
  role: z.string(),
  /** Codes. */
  partners: z.array(z.string()),
  heads: z.number(),
  why: z.string(),
  coverage: strip,
});
export type RolePreview = z.infer<typeof rolePreview>;

const shortlistAnswer = z.object({
  /** The code name a centre stood up now would get. */
  name: z.string(),
  size: z.enum([...sizeClasses, 'several']),
  /** Places looked for, the margin included. */
  wanted: z.number(),
  fit: z.array(fitVenue),
  ruledOut: z.array(ruledOutVenue),
  ruledOutWords: z.string(),
  pair: z
    .object({
      venueIds: z.tuple([uuid, uuid]),
      codes: z.tuple([z.string(), z.string()]),
      beds: z.number(),
      words: z.string(),
    })
    .nullable(),
  roles: z.array(rolePreview),
});
export type Shortlist = z.infer<typeof shortlistAnswer>;

/** A point on the map, or a ten-kilometre square. */
export const shortlistQuery = query({
  path: '/api/operations/:id/shortlist',
  title: 'Venues ranked by how well they fit, each with its reasons, and those ruled out',
  tag: 'Operations',
  words: 'For whoever may activate a centre.',
  may: { right: 'centres.activate', operation: 'id' },
  params: z
    .strictObject({
      id: uuid.describe('The operation'),
      expected: z.coerce
        .number()
        .pipe(count(1000).min(1, 'Enter how many people are expected'))
        .describe('People expected'),
      lat: number(ukLatitude).optional().describe('Degrees, with lon: the point distances are measured from'),
      lon: number(ukLongitude).optional().describe('Degrees'),
      square: gridSquare.optional().describe('Ten-kilometre square, instead of a point'),
      arrivalAt: instant.describe('When the first come'),
      doorsAt: instant.optional().describe('When doors are to open'),
      nights: z.coerce.number().pipe(z.int().min(0).max(30)).optional().describe('Nights'),
      wishes: list(z.enum(wishes)).optional().describe('A facility asked for; give it again for each'),
      languages: list(language).optional().describe('A language; give it again for each'),
    })
    .refine((it) => (it.lat === undefined) === (it.lon === undefined), {
      path: ['lon'],
      message: 'Give both or neither',
    }),
  result: shortlistAnswer,
  example: {
    params: { id: operationId, expected: 40, square: 'SK 35', arrivalAt: at },
    result: {
      name: 'Wren',
      size: 'medium',
      wanted: 44,
      fit: [],
      ruledOut: [],
      ruledOutWords: '',
      pair: null,
      roles: [],
    },
  },
});
