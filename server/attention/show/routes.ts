import { listAttention as contract } from '../../../shared/routes/attention.ts';
import { answer } from '../../http/answer.ts';
import { listAttention, viewerOf } from './list.ts';

export const attentionList = answer(contract, ({ deps, actor, params, authorise }) => {
  const { id, centreId, skip } = params;
  const viewer = viewerOf(actor, id, centreId);
  authorise(viewer !== null);
  return listAttention(deps, viewer, id, centreId, skip);
});
