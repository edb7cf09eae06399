import { and, count, eq, isNull } from 'drizzle-orm';
import { wall } from '../../db/schema/walls.ts';
import { Problem } from '../../shared/problems.ts';
import { endWall, MOST_WALLS, startWall } from '../../shared/walls.ts';
import { command, type Context } from '../engine/define.ts';
import type { Tx } from '../engine/deps.ts';
import { lockOperation } from '../operations/commands.ts';

const onNow = (operationId: string) => and(eq(wall.operationId, operationId), isNull(wall.endedAt));

const refuseMore = async (tx: Tx, operationId: string): Promise<void> => {
  const [found] = await tx.select({ on: count() }).from(wall).where(onNow(operationId));
  if ((found?.on ?? 0) < MOST_WALLS) return;
  throw new Problem('not-in-this-state', { detail: `${MOST_WALLS} walls are on. End one first` });
};

const start = command<typeof startWall>({
  contract: startWall,
  right: 'walls.keep',
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { tx, args, actor, now } = context;
    const { operationId, wallId, name } = args;
    const { state } = await lockOperation(context);
    if (state === 'closed') throw new Problem('not-in-this-state', { detail: 'This operation is closed' });
    await refuseMore(tx, operationId);
    await tx.insert(wall).values({ id: wallId, operationId, name, startedBy: actor.userId, startedAt: now });
    return { wallId };
  },
});

interface Which {
  operationId: string;
  wallId: string;
}

const refuseEnding = async ({ tx, args }: Context<Which>): Promise<never> => {
  const [found] = await tx
    .select({ id: wall.id })
    .from(wall)
    .where(and(eq(wall.id, args.wallId), eq(wall.operationId, args.operationId)));
  if (!found) throw new Problem('not-found');
  throw new Problem('not-in-this-state', { detail: 'This wall has ended already' });
};

const end = command<typeof endWall>({
  contract: endWall,
  right: 'walls.keep',
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { tx, args, now, deps } = context;
    const [ended] = await tx
      .update(wall)
      .set({ endedAt: now, endedHow: 'command' })
      .where(and(eq(wall.id, args.wallId), onNow(args.operationId)))
      .returning({ startedBy: wall.startedBy });
    if (!ended) return refuseEnding(context);
    context.after(() => deps.accessChanged(ended.startedBy));
    return { wallId: args.wallId };
  },
});

export const wallCommands = [start, end];
