import { Problem } from '../../shared/problems.ts';
import { listSheets as contract } from '../../shared/routes/sheets.ts';
import { answer } from '../http/answer.ts';
import { listSheets } from './queries.ts';

export const centreSheets = answer(contract, async ({ deps, params }) => {
  const found = await listSheets(deps.db, params.id, params.centreId);
  if (!found) throw new Problem('not-found');
  return found;
});
