import type { AnswerOf } from '../../shared/contract.ts';
import { mayRegister } from '../../shared/roles.ts';
import { listOperations as contract, readFirstThings } from '../../shared/routes/operations.ts';
import { answer } from '../http/answer.ts';
import { firstThingsThere } from './firstThings.ts';
import { listOperations } from './queries.ts';

export const operationList = answer(contract, async ({ deps, actor }) => ({
  // Each has been through the view its reader has of it.
  items: (await listOperations(deps.db, actor.grants)) as AnswerOf<typeof contract>['items'],
}));

/** For those who can see to it. */
export const firstThingList = answer(readFirstThings, async ({ deps, actor: { grants }, authorise }) => {
  authorise(mayRegister(grants, 'operations.open') || mayRegister(grants, 'users.invite'));
  return { items: await firstThingsThere(deps) };
});
