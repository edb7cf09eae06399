import { z } from 'zod';
import { query } from '../contract.ts';
import { rosterPartner } from '../partners/contract.ts';
import { uuid } from '../primitives.ts';
import { centreId, operationId } from './examples.ts';

export const listRosterPartners = query({
  path: '/api/operations/:id/centres/:centreId/partners',
  title: 'Partners a roster’s keeper may call on, and whom to phone at those on this roster',
  tag: 'Operations',
  may: { right: 'roster.ask', operation: 'id', centre: 'centreId' },
  params: z.strictObject({ id: uuid.describe('The operation'), centreId: uuid.describe('The centre') }),
  result: z.object({ items: z.array(rosterPartner) }),
  example: {
    params: { id: operationId, centreId },
    result: {
      items: [
        {
          code: 'BRC',
          name: 'British Red Cross',
          reach: {
            contact: 'Emergency response duty manager',
            contactPhone: '01632 960105',
            deputy: 'K Thorpe',
            deputyPhone: '07700 900205',
            hours: '24/7',
            callout: [{ role: 'welfare', languages: [], calloutMinutes: 45 }],
          },
        },
        { code: 'SA', name: 'Salvation Army', reach: null },
      ],
    },
  },
});
