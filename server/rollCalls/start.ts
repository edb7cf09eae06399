import { sql } from 'drizzle-orm';
import type { ArgsOf } from '../../shared/contract.ts';
import { rollCall } from '../../db/schema/rollCalls.ts';
import { type RollCallReason, startRollCall } from '../../shared/rollCalls/contract.ts';
import { Crossed } from '../engine/databaseErrors.ts';
import { command, type Context } from '../engine/define.ts';
import { writeEntry } from '../log/write.ts';
import { centreIn } from '../engine/place.ts';
import { runningThen } from './rows.ts';

type Starting = Context<ArgsOf<typeof startRollCall>>;

const words: Record<RollCallReason, string> = {
  fire: 'Roll call started: fire',
  drill: 'Roll call started: fire drill',
  check: 'Roll call started: a check of who is here',
};

const write = async ({ rows, args, actor, occurredAt }: Starting, joinedTo: string | null) => {
  const { rollCallId: id, operationId, centreId, reason, meetAt } = args;
  const row = { id, operationId, centreId, reason, meetAt: meetAt || null, joinedTo };
  const oneRuns = { target: rollCall.centreId, where: sql`ended_at is null and joined_to is null` };
  const begun = { ...row, startedAt: occurredAt, startedBy: actor.name };
  const [made] = await rows.insertNew('rollCall', [begun], { unless: oneRuns });
  return made;
};

export const start = command<typeof startRollCall>({
  contract: startRollCall,
  of: 'onSite',
  shows: { rollCallId: 'silent' },
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    // Shared: one closing at this moment waits to see it run.
    await centreIn(context.tx, context.args, 'share');
    const { rollCallId, centreId, reason, meetAt } = context.args;
    const running = await runningThen(context.tx, centreId, context.occurredAt);
    const made = await write(context, running?.id ?? null);
    if (!made) throw new Crossed('two roll calls were started at once');
    if (!running) {
      const text = `${words[reason]}${meetAt ? `. Meet at: ${meetAt}` : ''}`;
      await writeEntry(context, { id: context.commandId, centreId, kind: 'system', text });
    }
    return { rollCallId, joined: running?.id ?? null };
  },
});
