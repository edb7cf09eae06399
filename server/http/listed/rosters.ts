import { rosterPartner } from '../../../shared/partners/contract.ts';
import { items, type ListedRoute } from './listedRoute.ts';

export const rosterListedRoutes: readonly ListedRoute[] = [
  {
    method: 'get',
    path: '/api/operations/:id/centres/:centreId/partners',
    title: 'Partners a roster’s keeper may call on, and whom to phone at those on this roster',
    tag: 'Operations',
    params: { id: 'The operation', centreId: 'The centre' },
    answer: {
      schema: items(rosterPartner),
      example: {
        items: [
          {
            code: 'BRC',
            name: 'British Red Cross',
            reach: {
              contact: 'Emergency response duty manager',
              contactPhone: '01632 960105',
              deputy: 'K Thorpe',
              deputyPhone: '07700 900205',
            },
          },
          { code: 'SA', name: 'Salvation Army', reach: null },
        ],
      },
    },
  },
];
