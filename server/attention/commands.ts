import { askAboutAttention, retryRefused, settleAttention } from '../../shared/attention.ts';
import { Problem } from '../../shared/problems.ts';
import { type AnyCommand, command } from '../command/define.ts';
import { knownCommand } from '../command/known.ts';
import { writeEntry } from '../journal/write.ts';
import { dropHeld } from '../people/later/rows.ts';
import { markReleased } from '../push/opened.ts';
import { referencesOf } from './references.ts';
import { release } from './release.ts';
import { changeAttention, saidIn, settle } from './rows.ts';
import { runInside } from './run.ts';
import { leadsOnly, openRow } from './sight.ts';

const retriable = new Set(['refused', 'conflict', 'held']);

const retry = command<typeof retryRefused>({
  contract: retryRefused,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const row = await openRow(context);
    const said = await saidIn(context.tx, row.id);
    if (!said || !row.command || !retriable.has(row.kind)) {
      throw new Problem('not-in-this-state', {
        detail: 'This cannot be sent again from here. Discard it, and do it anew',
      });
    }
    const held = row.kind === 'held' ? { heldId: context.commandId } : {};
    const args = { ...said.args, ...context.args.set, ...held };
    if (row.kind === 'held' && row.commandId) await dropHeld(context, row.commandId);
    await runInside(context, { name: row.command, args, actor: context.actor, occurredAt: said.occurredAt });
    await settle(context, row, { settledAs: 'retried', retriedAs: context.commandId });
    return { attentionId: row.id, commandId: context.commandId };
  },
});

const pairs = new Set(['same_reference', 'duplicate']);

const settling = command<typeof settleAttention>({
  contract: settleAttention,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const row = await openRow(context);
    const { as, reason } = context.args;
    if ((as === 'kept_apart') !== pairs.has(row.kind)) {
      throw new Problem('not-in-this-state', { detail: 'This cannot be settled that way. Look at what it says now' });
    }
    if (pairs.has(row.kind) || row.kind === 'quarantined') leadsOnly(context, row);
    if (row.kind === 'held' && row.commandId) await dropHeld(context, row.commandId);
    if (row.kind === 'quarantined' && row.commandId) {
      await markReleased(context.tx, row.commandId, context.actor.userId, context.now);
    }
    await settle(context, row, { settledAs: as, settledReason: reason });
    // Who reads the log may not know that a guest has this need.
    const open = !row.command?.startsWith('needs.');
    const about = open ? await referencesOf(context.tx, row, await saidIn(context.tx, row.id)) : [];
    const title = knownCommand(row.command ?? '')?.contract.title.split('.')[0] ?? 'What a tablet handed in';
    const text =
      as === 'discarded' ? `Set aside with a reason: ${title}` : 'Kept apart as different guests, with a reason';
    await writeEntry(context, {
      id: context.deps.newId(),
      centreId: row.centreId,
      kind: 'system',
      text: about.length > 0 ? `${text} (${about.join(', ')})` : text,
    });
    return { attentionId: row.id };
  },
});

const ask = command<typeof askAboutAttention>({
  contract: askAboutAttention,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const row = await openRow(context);
    await changeAttention(context, row, { asked: true, askedBy: context.actor.userId });
    return { attentionId: row.id };
  },
});

export const attentionCommands: AnyCommand[] = [retry, settling, ask, release];
