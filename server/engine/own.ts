import { z } from 'zod';
import { contract } from '../../shared/contract.ts';
import type { Actor } from './actor.ts';
import { sha256 } from './canonical.ts';
import { command, type AnyCommand, type Context } from './define.ts';

/** What Haven does of itself, through the same door as everything else. No address leads here. */
export interface OwnArgs {
  operationId: string;
}

const UNSEEN = '0193e0a0-0000-7000-8000-000000000001';

/** A command of Haven's own, in an operation's stream. */
export const ownCommand = (name: string, handle: (context: Context<OwnArgs>) => Promise<void>): AnyCommand => {
  const made = contract({
    name,
    title: name,
    args: z.object({ operationId: z.string() }),
    result: z.object({}),
    example: { operationId: UNSEEN },
  });
  return command<typeof made>({
    contract: made,
    right: 'attention.read',
    stream: ({ operationId }) => operationId,
    where: 'args',
    handle: async (context) => {
      await handle(context);
      return {};
    },
  });
};

/** Haven, acting on what this person said. */
export const onBehalfOf = (
  { userId, name, deviceId }: Pick<Actor, 'userId' | 'name' | 'deviceId'>,
  operationId: string,
): Actor => ({
  userId,
  name,
  email: '',
  sessionId: '',
  deviceId,
  grants: [{ role: 'manager', operationId, centreId: null, address: false }],
});

/** The same id each time it follows from the same one: what is done twice is done once. */
export const idAfter = (id: string, what: string): string => {
  const hex = sha256(`${what} ${id}`).toString('hex');
  return `${id.slice(0, 13)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
};
