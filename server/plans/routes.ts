import { Problem } from '../../shared/problems.ts';
import { readRolePlan } from '../../shared/routes/plans.ts';
import { answer } from '../http/answer.ts';
import { currentPlan, planVersions } from './queries.ts';

export const rolePlanNow = answer(readRolePlan, async ({ deps, params: { version } }) => {
  const [plan, versions] = await Promise.all([currentPlan(deps.db, version), planVersions(deps.db)]);
  if (version !== undefined && !plan) throw new Problem('not-found');
  return { plan, versions };
});
