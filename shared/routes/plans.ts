import { z } from 'zod';
import { query } from '../contract.ts';
import { planView } from '../plans/contract.ts';
import { rowVersion } from '../primitives.ts';
import { planVersion } from '../venues/views.ts';

export const readRolePlan = query({
  path: '/api/role-plan',
  title: 'Who is needed at a small, a medium and a large centre, with the versions before',
  tag: 'Registers',
  may: { register: 'plans.read' },
  params: z.strictObject({ version: z.coerce.number().pipe(rowVersion).optional().describe('An earlier version') }),
  result: z.object({ plan: planView.nullable(), versions: z.array(planVersion) }),
  example: { params: {}, result: { plan: null, versions: [] } },
});
