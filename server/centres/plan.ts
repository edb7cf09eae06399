import type { PlanRow } from '../../shared/plans/contract.ts';
import type { Reader } from '../engine/deps.ts';
import { currentPlan } from '../plans/queries.ts';

const row = (role: string, heads: [number, number, number], scalesWith: PlanRow['scalesWith'] = null): PlanRow => {
  const [small, medium, large] = heads;
  return { role, partner: 'OWN', small, medium, large, scalesWith };
};

/** Until a council has written its own: what no centre opens without. Assumptions, all of them. */
const firstPlan: PlanRow[] = [
  row('centre_manager', [1, 1, 1]),
  row('loggist', [1, 1, 1]),
  row('registration', [1, 2, 4], { kind: 'people', per: 25 }),
  row('welfare', [6, 8, 16], { kind: 'people', per: 5 }),
  row('first_aid', [1, 1, 2]),
  row('interpreter', [1, 4, 8], { kind: 'per_language', per: 8 }),
  row('child_social_worker', [0, 0, 0], { kind: 'on_site_if_any_child' }),
];

/** The role plan that counts now. */
export const planNow = async (reader: Reader): Promise<PlanRow[]> => (await currentPlan(reader))?.rows ?? firstPlan;
