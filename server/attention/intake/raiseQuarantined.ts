import type { Deps } from '../../engine/deps.ts';
import { idAfter, onBehalfOf, ownCommand } from '../../engine/own.ts';
import { raise } from '../items/rows.ts';
import { execute } from '../../engine/execute.ts';

export interface Raising {
  operationId: string;
  centreId: string | null;
  commandId: string;
  authorId: string | null;
  deviceId: string | null;
}

/** Its id says that it was kept sealed first, whatever has become of it since. */
export const quarantinedId = (commandId: string): string => idAfter(commandId, 'quarantined');

/** Puts a sealed item in front of the centre's leads, once however often it is called. */
export const raiseQuarantined = async (deps: Deps, it: Raising, sentBy: string | null): Promise<void> => {
  const { operationId, authorId, deviceId } = it;
  const id = quarantinedId(it.commandId);
  const raising = ownCommand('attention.raise', async (context) => {
    await raise(context, { id, kind: 'quarantined', ...it });
  });
  // The machine's own, about the author where it is proven who that is, else about whoever handed it in.
  const haven = onBehalfOf({ userId: authorId ?? deviceId ?? sentBy ?? 'haven', name: '', deviceId }, operationId);
  const request = { id, args: { operationId }, occurredAt: new Date(deps.clock.now()) };
  const outcome = await execute(raising, haven, request, deps);
  const known = outcome.ok || outcome.problem.type === '/problems/id-reused';
  if (!known) throw new Error(`a sealed item could not be raised: ${outcome.problem.type}`);
};
