import { listRosterPartners as contract } from '../../shared/routes/rosters.ts';
import { answer } from '../http/answer.ts';
import { listRosterPartners } from './partners.ts';

export const rosterPartners = answer(contract, async ({ deps, params }) => ({
  items: await listRosterPartners(deps.db, params.id, params.centreId),
}));
