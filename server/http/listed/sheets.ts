import { sheetList } from '../../../shared/sheets.ts';
import type { ListedRoute } from './listedRoute.ts';

export const sheetListedRoutes: readonly ListedRoute[] = [
  {
    method: 'get',
    path: '/api/operations/:id/centres/:centreId/sheets',
    title: 'The sheets of wristbands and paper forms of a centre, and what became of each number',
    tag: 'Operations',
    params: { id: 'The operation', centreId: 'The centre' },
    answer: { schema: sheetList, example: { items: [], offSheet: { references: ['K-901'], forms: [] } } },
  },
];
