import { attentionSaid } from '../../db/schema/attention.ts';
import { releaseQuarantined } from '../../shared/attention.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import { Problem } from '../../shared/problems.ts';
import type { Actor } from '../auth/actor.ts';
import { type ChangedRow, command, type Context } from '../command/define.ts';
import { keepable } from '../command/keepable.ts';
import { markReleased, type Opened, openQuarantined } from '../push/opened.ts';
import type { KindName } from '../sync/kinds.ts';
import { changeAttention, settle } from './rows.ts';
import { runInside } from './run.ts';
import { leadsOnly, openRow } from './sight.ts';
import type { Words } from './subject.ts';

type Releasing = Context<ArgsOf<typeof releaseQuarantined>>;

/**
 * In the name of its author, or of the lead who lets it in where nobody can prove who said it. Where nobody knows what
 * they might do, as far as the lead may.
 */
const asAuthor = ({ actor }: Releasing, { author, grants }: Opened): Actor => ({
  ...(author ?? actor),
  grants: grants.length > 0 ? grants : actor.grants,
});

/** Does it, or undoes all of it and says why not. */
const attempt = async (context: Releasing, opened: Opened): Promise<Problem | null> => {
  const told: [KindName, ChangedRow][] = [];
  const { name, args } = opened.said;
  const { occurredAt } = opened;
  try {
    await context.tx.transaction(async (tx) => {
      const inner = { ...context, tx, changed: (kind: KindName, row: ChangedRow) => void told.push([kind, row]) };
      const doing = { name, args, actor: asAuthor(context, opened), occurredAt };
      await runInside(inner, doing, { asSaid: true });
    });
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  for (const [kind, row] of told) context.changed(kind, row);
  return null;
};

/** Let in, and then refused: from now on it is like any other refusal, with both sides to look at. */
const becomeRefused = async (context: Releasing, row: Parameters<typeof settle>[1], opened: Opened, why: Problem) => {
  const name = keepable(opened.said.name) as string;
  const said = { args: keepable(opened.said.args) as Words, occurredAt: opened.occurredAt };
  await context.tx
    .insert(attentionSaid)
    .values({ id: row.id, ...said })
    .onConflictDoNothing();
  const kind = why.slug === 'stale-version' ? 'conflict' : 'refused';
  await changeAttention(context, row, { kind, command: name, problem: why.body() });
};

export const release = command<typeof releaseQuarantined>({
  contract: releaseQuarantined,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const row = await openRow(context);
    leadsOnly(context, row);
    if (row.kind !== 'quarantined' || !row.commandId) {
      throw new Problem('not-in-this-state', { detail: 'This was not handed in from a tablet out of use' });
    }
    const opened = await openQuarantined(context.deps, row.commandId, context.tx);
    const why = await attempt(context, opened);
    if (why) await becomeRefused(context, row, opened, why);
    else await settle(context, row, { settledAs: 'released' });
    await markReleased(context.tx, row.commandId, context.actor.userId, context.now);
    return { attentionId: row.id, commandId: row.commandId };
  },
});
