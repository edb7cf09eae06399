import { askAboutAttention, retryRefused, settleAttention } from '../../../shared/attention.ts';
import type { ArgsOf } from '../../../shared/contract.ts';
import { Problem } from '../../../shared/problems.ts';
import { command, type Context } from '../../engine/define.ts';
import { keepable } from '../../engine/keepable.ts';
import { commandTitle } from '../../engine/known.ts';
import { writeEntry } from '../../log/write.ts';
import { dropHeldCommand } from '../held/rows.ts';
import { markReleased, openQuarantined } from '../intake/opened.ts';
import { checkOnBehalf, type SentCommand } from '../show/onBehalf.ts';
import { namedInLog, referencesOf } from '../show/references.ts';
import { release } from './release.ts';
import { keptSealed, sendersRights } from '../show/sender.ts';
import { type Attention, changeAttention, readSentArgs, settle } from '../items/rows.ts';
import { runInside } from '../intake/run.ts';
import { decider, leadsOnly, openRow } from '../show/rights.ts';
import type { CommandArgs } from '../../engine/description.ts';
import { mendsIn } from '../show/failed.ts';

const retriable = new Set(['refused', 'conflict', 'held']);

/** One’s own is done as one's own; somebody else's in the name of whoever decides, with no more rights than its sender. */
const doneBy = async ({ tx, actor }: Context<unknown>, row: Attention, sent: SentCommand) => {
  if (row.authorId === actor.userId) return { actor, letBy: null };
  const rights = await sendersRights(tx, row, await keptSealed(tx, row));
  await checkOnBehalf(tx, { viewer: decider(actor, row), row, sent, rights });
  return { actor: { ...actor, grants: rights }, letBy: actor };
};

/** Only what a command allows to be corrected may be changed. @throws Problem `invalid-fields` */
const refuseUnlessMends = (name: string, args: CommandArgs, set: CommandArgs = {}): void => {
  const mends = new Set(mendsIn(name, args).map(({ argument }) => argument));
  const errors = Object.keys(set)
    .filter((it) => !mends.has(it))
    .map((it) => ({
      pointer: `/args/set/${it}`,
      code: 'custom',
      detail: 'This cannot be changed here. Discard it, and do it anew',
    }));
  if (errors.length > 0) throw new Problem('invalid-fields', { errors });
};

const retry = command<typeof retryRefused>({
  contract: retryRefused,
  decides: true,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const row = await openRow(context);
    const sent = await readSentArgs(context.tx, row.id);
    if (!sent || !row.command || !retriable.has(row.kind)) {
      throw new Problem('not-in-this-state', {
        detail: 'This cannot be sent again from here. Discard it, and do it anew',
      });
    }
    const held = row.kind === 'held' ? { heldId: context.commandId } : {};
    const args = { ...sent.args, ...context.args.set, ...held };
    if (row.kind === 'held' && row.commandId) await dropHeldCommand(context, row.commandId);
    const whose = await doneBy(context, row, { name: row.command, args });
    refuseUnlessMends(row.command, sent.args, context.args.set);
    const when = { occurredAt: sent.occurredAt, heardAt: row.raisedAt };
    await runInside(context, { name: row.command, args, ...whose, ...when });
    await settle(context, row, { settledAs: 'retried', retriedAs: context.commandId });
    return { attentionId: row.id, commandId: context.commandId };
  },
});

/** The name of the command in a sealed item; `null` where nobody can read it. */
const nameSealed = async ({ tx, deps }: Context<unknown>, { commandId }: Attention): Promise<string | null> => {
  if (!commandId) return null;
  try {
    return keepable((await openQuarantined(deps, commandId, tx)).command.name) as string;
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
};

const pairs = new Set(['same_reference', 'duplicate']);

type As = ArgsOf<typeof settleAttention>['as'];

/** How each kind is settled by whoever looked at it. */
const settledBy = ({ kind }: Attention): As => {
  if (pairs.has(kind)) return 'kept_apart';
  return kind === 'clock' ? 'resolved' : 'discarded';
};

const inLog: Record<As, (title: string) => string> = {
  discarded: (title) => `Set aside with a reason: ${title}`,
  kept_apart: () => 'Kept apart as different guests, with a reason',
  resolved: () => 'A clock that was wrong has been set',
};

const settling = command<typeof settleAttention>({
  contract: settleAttention,
  decides: true,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const row = await openRow(context);
    const { as, reason } = context.args;
    if (as !== settledBy(row)) {
      throw new Problem('not-in-this-state', { detail: 'This cannot be settled that way. Look at what it says now' });
    }
    if (pairs.has(row.kind) || row.kind === 'quarantined') leadsOnly(context, row);
    if (row.kind === 'held' && row.commandId) await dropHeldCommand(context, row.commandId);
    const name = row.kind === 'quarantined' ? await nameSealed(context, row) : row.command;
    if (row.kind === 'quarantined' && row.commandId) {
      await markReleased(context.tx, row.commandId, context.actor.userId, context.now);
    }
    await settle(context, row, { settledAs: as, settledReason: reason, command: name });
    const sent = await readSentArgs(context.tx, row.id);
    const about = namedInLog(name, sent?.args) ? await referencesOf(context.tx, row, sent) : [];
    const title = commandTitle(name) ?? 'What a tablet handed in';
    const text = inLog[as](title);
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
  decides: true,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const row = await openRow(context);
    await changeAttention(context, row, { asked: true, askedBy: context.actor.userId });
    return { attentionId: row.id };
  },
});

export const attentionCommands = [retry, settling, ask, release];
