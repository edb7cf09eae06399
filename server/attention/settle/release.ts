import { attentionArgs } from '../../../db/schema/attention.ts';
import { releaseQuarantined } from '../../../shared/attention.ts';
import type { ArgsOf } from '../../../shared/contract.ts';
import { Problem } from '../../../shared/problems.ts';
import { command, type Context } from '../../engine/define.ts';
import { keepable } from '../../engine/keepable.ts';
import { commandTitle } from '../../engine/known.ts';
import { writeEntry } from '../../log/write.ts';
import { markReleased, type Opened, openQuarantined } from '../intake/opened.ts';
import { checkOnBehalf } from '../show/onBehalf.ts';
import { namedInLog, referencesOf } from '../show/references.ts';
import { type Attention, changeAttention, settle } from '../items/rows.ts';
import { runInside } from '../intake/run.ts';
import { decider, leadsOnly, openRow } from '../show/rights.ts';
import type { CommandArgs } from '../../engine/description.ts';
import { whoIs } from '../show/who.ts';

type Releasing = Context<ArgsOf<typeof releaseQuarantined>>;

const cannot = (detail: string) => new Problem('not-in-this-state', { detail });

/** Does it, or rolls all of it back and returns why. */
const attempt = (context: Releasing, opened: Opened): Promise<Problem | null> => {
  const { name, args } = opened.command;
  const { occurredAt, receivedAt: heardAt, by, grants } = opened;
  // Its sender is not known, so there are no rights to hold it to.
  if (!by) throw cannot('Nobody knows whose this is. Discard it with a reason');
  const doing = { name, args, actor: { ...by, grants }, letBy: context.actor, occurredAt, heardAt };
  return context.rows.attempt(async (tx, rows) => {
    await runInside({ ...context, tx, rows }, doing, { asSent: true });
  });
};

/** Let in and then refused: from now on it is like any other refusal, with both sides to compare. */
const becomeRefused = async (context: Releasing, row: Attention, opened: Opened, why: Problem) => {
  const name = keepable(opened.command.name) as string;
  const sent = { args: keepable(opened.command.args) as CommandArgs, occurredAt: opened.occurredAt };
  await context.tx
    .insert(attentionArgs)
    .values({ id: row.id, ...sent })
    .onConflictDoNothing();
  const kind = why.slug === 'stale-version' ? 'conflict' : 'refused';
  await changeAttention(context, row, { kind, command: name, problem: why.body() });
};

/** Records who said it, as far as that is proven; the log entry itself names who let it in. */
const log = async (context: Releasing, row: Attention, { command: sent, occurredAt, author, by, deviceId }: Opened) => {
  const came = deviceId === null ? `the account of ${by?.name}` : await whoIs(context.tx, null, deviceId);
  const whose = author
    ? `Said by ${author.name}${deviceId === null ? '' : ` on ${came}`}`
    : `Handed in by ${came}; nobody can prove who said it`;
  const about = namedInLog(sent.name, sent.args)
    ? await referencesOf(context.tx, { ...row, command: sent.name }, { args: sent.args, occurredAt })
    : [];
  const what = `Let in: ${commandTitle(sent.name) ?? 'what a tablet handed in'}`;
  const text = `${about.length > 0 ? `${what} (${about.join(', ')})` : what}. ${whose}`;
  await writeEntry(context, { id: context.deps.newId(), centreId: row.centreId, kind: 'system', text });
};

const letIn = async (context: Releasing, row: Attention, opened: Opened): Promise<void> => {
  await settle(context, row, { settledAs: 'released', command: opened.command.name, retriedAs: context.commandId });
  await log(context, row, opened);
};

export const release = command<typeof releaseQuarantined>({
  contract: releaseQuarantined,
  decides: true,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const row = await openRow(context);
    leadsOnly(context, row);
    if (row.kind !== 'quarantined' || !row.commandId) throw cannot('This is not kept sealed, so it cannot be let in');
    const opened = await openQuarantined(context.deps, row.commandId, context.tx);
    const { command: sent, grants: rights } = opened;
    await checkOnBehalf(context.tx, { viewer: decider(context.actor, row), row, sent, rights });
    const why = await attempt(context, opened);
    if (why) await becomeRefused(context, row, opened, why);
    else await letIn(context, row, opened);
    await markReleased(context.tx, row.commandId, context.actor.userId, context.now);
    return { attentionId: row.id, commandId: row.commandId };
  },
});
