import { z } from 'zod';
import { query } from '../contract.ts';
import { carer } from '../giving.ts';
import { uuid } from '../primitives.ts';
import { centreId, operationId, userId } from './examples.ts';

export const listCarers = query({
  path: '/api/operations/:id/centres/:centreId/carers',
  title: 'Whom a need at this centre can be given to',
  tag: 'Operations',
  may: { right: 'needs.give', operation: 'id', centre: 'centreId' },
  params: z.strictObject({ id: uuid.describe('The operation'), centreId: uuid.describe('The centre') }),
  result: z.object({ items: z.array(carer) }),
  example: {
    params: { id: operationId, centreId },
    result: { items: [{ userId, name: 'Joan P.', role: 'Volunteer', takes: ['welfare'] }] },
  },
});
