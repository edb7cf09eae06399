import { z } from 'zod';
import { query } from '../contract.ts';
import { uuid } from '../primitives.ts';
import { sheetList } from '../sheets.ts';
import { centreId, operationId } from './examples.ts';

export const listSheets = query({
  path: '/api/operations/:id/centres/:centreId/sheets',
  title: 'The sheets of wristbands and paper forms of a centre, and what became of each number',
  tag: 'Operations',
  may: { right: 'sheets.read', operation: 'id', centre: 'centreId' },
  params: z.strictObject({ id: uuid.describe('The operation'), centreId: uuid.describe('The centre') }),
  result: sheetList,
  example: {
    params: { id: operationId, centreId },
    result: { items: [], offSheet: { references: ['K-901'], forms: [] } },
  },
});
