import { pullOperation } from '../../shared/routes/operations.ts';
import { Problem } from '../../shared/problems.ts';
import { audienceOf } from '../engine/project.ts';
import { pull } from '../engine/pull.ts';
import { answer } from './answer.ts';

/** Its rows have been through the schema of their view, each for itself: they are not parsed a second time. */
export const operationPull = answer(pullOperation, async ({ deps, actor, params, authorise, c }) => {
  const audience = audienceOf(actor.grants, params.id, params.wall === '1');
  authorise(audience !== null);
  if (!audience) throw new Problem('not-found');
  const since = params.view !== undefined && params.view !== audience.view ? 0 : params.since;
  return c.json(await pull(deps, params.id, since, audience));
});
