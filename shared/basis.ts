/** What an activation was decided on, as the log keeps it beside the decision: the reasons given, the ranking as it stood. */
import { z } from 'zod';

const words = z.string();

export const basisFit = z.object({
  venueId: words,
  code: words,
  name: words.optional(),
  score: z.number(),
  reasonLine: words,
  warningLine: words,
  readyAt: words,
  beds: z.number(),
  km: z.number().nullable(),
});

export const basisRuledOut = z.object({
  venueId: words,
  code: words,
  name: words.optional(),
  beds: z.number(),
  reasons: z.array(z.object({ kind: words, words })),
});

export const venueBasis = z.object({
  reason: words,
  /** Why a venue that was ruled out is used all the same. */
  overrideReason: words.nullable(),
  venue: z.object({ id: words, code: words, name: words, town: words }),
  /** What spoke against the venue chosen. */
  against: z.array(z.object({ kind: words, words })),
  expected: z.number(),
  /** Beds looked for, the margin included. */
  wanted: z.number(),
  arrivalAt: words,
  fit: z.array(basisFit),
  ruledOut: z.array(basisRuledOut),
  pair: z.object({ words }).nullable(),
});
export type VenueBasis = z.infer<typeof venueBasis>;
