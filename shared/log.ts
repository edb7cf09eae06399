import { z } from 'zod';
import { contract } from './contract.ts';
import { shortText, uuid } from './primitives.ts';

const operationId = '0193e0a0-0000-7000-8000-000000000001';
const centreId = '0193e0a0-0000-7000-8000-000000000002';

export const writeLog = contract({
  name: 'log.write',
  entersLog: true,
  title: 'Write what happened, or correct an earlier entry. Entries are never changed',
  args: z.strictObject({
    operationId: uuid,
    entryId: uuid,
    centreId: uuid.optional(),
    text: shortText(2000),
    corrects: uuid.optional(),
  }),
  result: z.object({ entryId: uuid, number: z.int() }),
  example: { operationId, entryId: '0193e0a0-0000-7000-8000-000000000007', centreId, text: 'Heating is on in hall B' },
});

export const logDecision = contract({
  name: 'log.decide',
  entersLog: true,
  title: 'Log a decision with its reason. Silver command reads decisions: no names',
  args: z.strictObject({
    operationId: uuid,
    entryId: uuid,
    centreId: uuid.optional(),
    text: shortText(500),
    reason: shortText(2000),
  }),
  result: z.object({ entryId: uuid, number: z.int() }),
  example: {
    operationId,
    entryId: '0193e0a0-0000-7000-8000-000000000008',
    text: 'Hold coach 2 for ten minutes',
    reason: 'Arrivals is not clear',
  },
});

const nullableText = z.string().nullable();

export const logRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid.nullable(),
  number: z.number(),
  kind: z.enum(['entry', 'decision', 'system']),
  /** Counts decisions apart from entries; `null` for an entry. */
  decision: z.number().nullable(),
  text: z.string(),
  reason: nullableText.optional(),
  author: z.string(),
  corrects: uuid.nullable(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  /** When its author's clock said that it was, where that cannot be. */
  toldAt: nullableText.optional(),
});
export type LogRow = z.infer<typeof logRow>;

/** What an activation was decided on. Same id as its log row; compartment `address`. */
export const logBasisRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid.nullable(),
  basis: z.record(z.string(), z.unknown()),
});
