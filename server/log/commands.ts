import { and, eq } from 'drizzle-orm';
import { logEntry } from '../../db/schema/operations.ts';
import { logDecision, writeLog } from '../../shared/log.ts';
import { Problem } from '../../shared/problems.ts';
import { command, type Context } from '../engine/define.ts';
import { checkPlace } from '../engine/place.ts';
import { writeEntry } from './write.ts';
import { inField } from '../engine/description.ts';

type Args = { operationId: string; centreId?: string | undefined };

/** Whoever corrects an entry must be able to read it, and the correction is filed where the entry is. */
const checkCorrected = async (context: Context<Args & { corrects?: string | undefined }>): Promise<void> => {
  const { operationId, centreId, corrects } = context.args;
  if (!corrects) return;
  const [found] = await context.tx
    .select({ centreId: logEntry.centreId, kind: logEntry.kind })
    .from(logEntry)
    .where(and(eq(logEntry.id, corrects), eq(logEntry.operationId, operationId)));
  if (!found || (found.centreId !== null && found.centreId !== (centreId ?? null))) throw new Problem('not-found');
  if (found.kind === 'system') throw new Problem('not-in-this-state', { detail: 'Haven wrote this entry itself' });
};

const shows = { text: inField('note', 'log') } as const;

const write = command<typeof writeLog>({
  contract: writeLog,
  shows,
  mends: { arguments: { text: 'note' } },
  fails: () => 'Log entry was not kept',
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { entryId, centreId = null, text, corrects = null } = context.args;
    await checkPlace(context.tx, context.args);
    await checkCorrected(context);
    const { number } = await writeEntry(context, { id: entryId, centreId, kind: 'entry', text, corrects });
    return { entryId, number };
  },
});

const decide = command<typeof logDecision>({
  contract: logDecision,
  shows,
  fails: () => 'Decision was not kept',
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { entryId, centreId = null, text, reason } = context.args;
    await checkPlace(context.tx, context.args);
    const { number } = await writeEntry(context, { id: entryId, centreId, kind: 'decision', text, reason });
    return { entryId, number };
  },
});

export const logCommands = [write, decide];
