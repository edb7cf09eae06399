import { Problem } from '../../shared/problems.ts';
import { listRosterPartners as contract } from '../../shared/routes/rosters.ts';
import { answer } from '../http/answer.ts';
import { listRosterPartners } from './partners.ts';

export const rosterPartners = answer(contract, async ({ deps, params }) => {
  const items = await listRosterPartners(deps.db, params.id, params.centreId);
  if (!items) throw new Problem('not-found');
  return { items };
});
