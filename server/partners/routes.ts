import { listPartners as contract } from '../../shared/routes/partners.ts';
import { answer } from '../http/answer.ts';
import { listCapacities, listPartners } from './queries.ts';

export const partnerRegister = answer(contract, async ({ deps }) => {
  const [items, capacities] = await Promise.all([listPartners(deps.db), listCapacities(deps.db)]);
  return { items, capacities };
});
