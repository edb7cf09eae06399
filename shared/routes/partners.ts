import { z } from 'zod';
import { noParams, query } from '../contract.ts';
import { capacityView, partnerView } from '../partners/contract.ts';

export const listPartners = query({
  path: '/api/partners',
  title: 'Partners, and beside them what each can send',
  tag: 'Registers',
  may: { register: 'partners.read' },
  params: noParams,
  result: z.object({ items: z.array(partnerView), capacities: z.array(capacityView) }),
  example: { params: {}, result: { items: [], capacities: [] } },
});
