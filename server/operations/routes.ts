import type { AnswerOf } from '../../shared/contract.ts';
import { listOperations as contract } from '../../shared/routes/operations.ts';
import { answer } from '../http/answer.ts';
import { listOperations } from './queries.ts';

export const operationList = answer(contract, async ({ deps, actor }) => ({
  // Each has been through the view its reader has of it.
  items: (await listOperations(deps.db, actor.grants)) as AnswerOf<typeof contract>['items'],
}));
