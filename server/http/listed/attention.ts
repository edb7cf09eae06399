import { ATTENTION_PAGE, attentionList } from '../../../shared/attention.ts';
import type { ListedRoute } from './listedRoute.ts';

/** What needs attention, as it is listed. */
export const attentionRouteList: readonly ListedRoute[] = [
  {
    method: 'get',
    path: '/api/operations/:id/attention',
    title: 'What was refused, contradicts or may be double, and who has to choose',
    tag: 'Operations',
    words:
      'All of the centre’s for its leads; for others what they said themselves. What a role does not open is left out, and marked as locked.',
    params: { id: 'The operation' },
    query: {
      centreId: 'The centre',
      skip: `Open ones to pass over: ${ATTENTION_PAGE} are told at once, the oldest first`,
    },
    answer: { schema: attentionList, example: { items: [], settled: [] } },
  },
];
