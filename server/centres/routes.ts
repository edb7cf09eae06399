import { Problem } from '../../shared/problems.ts';
import { shortlistQuery } from '../../shared/routes/centres.ts';
import { answer } from '../http/answer.ts';
import { operationState } from '../operations/queries.ts';
import { registerRights } from '../venues/queries.ts';
import { nextNames } from './naming.ts';
import { shortlist } from './shortlist.ts';

/** As JSON has it. */
const asAnswer = (it: object) => JSON.parse(JSON.stringify(it)) as never;

export const venueShortlist = answer(shortlistQuery, async ({ deps, actor, params }) => {
  if (!(await operationState(deps.db, params.id))) throw new Problem('not-found');
  const address = registerRights(actor.grants)?.address ?? false;
  const [ranked, { name }] = await Promise.all([
    shortlist(deps.db, params, deps.clock.now(), address),
    nextNames(deps, deps.db, params.id),
  ]);
  return asAnswer({ ...ranked, name });
});
