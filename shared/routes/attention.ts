import { z } from 'zod';
import { ATTENTION_PAGE, attentionList } from '../attention.ts';
import { query } from '../contract.ts';
import { uuid } from '../primitives.ts';
import { centreId, operationId } from './examples.ts';

export const listAttention = query({
  path: '/api/operations/:id/attention',
  title: 'What was refused, contradicts or may be double, and who has to choose',
  tag: 'Operations',
  words:
    'All of the centre’s for its leads; for others what they said themselves. What a role does not open is left out, and marked as locked.',
  may: 'handler',
  params: z.strictObject({
    id: uuid.describe('The operation'),
    centreId: uuid.describe('The centre'),
    skip: z.coerce
      .number()
      .int()
      .min(0)
      .max(1_000_000)
      .default(0)
      .describe(`Open ones to pass over: ${ATTENTION_PAGE} are told at once, the oldest first`),
  }),
  result: attentionList,
  example: { params: { id: operationId, centreId }, result: { items: [], settled: [] } },
});
