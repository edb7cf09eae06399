import { listCarers } from '../../shared/routes/needs.ts';
import { centreIn } from '../engine/place.ts';
import { answer } from '../http/answer.ts';
import { carersAt } from './carers.ts';

export const carerList = answer(listCarers, async ({ deps, params: { id: operationId, centreId } }) => {
  await centreIn(deps.db, { operationId, centreId });
  return { items: await carersAt(deps.db, { operationId, centreId }, deps.clock.now()) };
});
