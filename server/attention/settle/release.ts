import { attentionSaid } from '../../../db/schema/attention.ts';
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
import { decider, leadsOnly, openRow } from '../show/sight.ts';
import type { Words } from '../../engine/telling.ts';
import { whoIs } from '../show/who.ts';

type Releasing = Context<ArgsOf<typeof releaseQuarantined>>;

const cannot = (detail: string) => new Problem('not-in-this-state', { detail });

/** Does it, or undoes all of it and says why not. */
const attempt = (context: Releasing, opened: Opened): Promise<Problem | null> => {
  const { name, args } = opened.said;
  const { occurredAt, by, grants } = opened;
  // Nobody known to have sent it: nothing is above their right.
  if (!by) throw cannot('Nobody knows whose this is. Discard it with a reason');
  const doing = { name, args, actor: { ...by, grants }, letBy: context.actor, occurredAt };
  return context.rows.attempt(async (tx, rows) => {
    await runInside({ ...context, tx, rows }, doing, { asSaid: true });
  });
};

/** Let in, and then refused: from now on it is like any other refusal, with both sides to look at. */
const becomeRefused = async (context: Releasing, row: Attention, opened: Opened, why: Problem) => {
  const name = keepable(opened.said.name) as string;
  const said = { args: keepable(opened.said.args) as Words, occurredAt: opened.occurredAt };
  await context.tx
    .insert(attentionSaid)
    .values({ id: row.id, ...said })
    .onConflictDoNothing();
  const kind = why.slug === 'stale-version' ? 'conflict' : 'refused';
  await changeAttention(context, row, { kind, command: name, problem: why.body() });
};

/** Who said it, as far as that is proven; the entry itself says who let it in. */
const log = async (context: Releasing, row: Attention, { said, occurredAt, author, by, deviceId }: Opened) => {
  const came = deviceId === null ? `the account of ${by?.name}` : await whoIs(context.tx, null, deviceId);
  const whose = author
    ? `Said by ${author.name}${deviceId === null ? '' : ` on ${came}`}`
    : `Handed in by ${came}; nobody can prove who said it`;
  const about = namedInLog(said.name, said.args)
    ? await referencesOf(context.tx, { ...row, command: said.name }, { args: said.args, occurredAt })
    : [];
  const what = `Let in: ${commandTitle(said.name) ?? 'what a tablet handed in'}`;
  const text = `${about.length > 0 ? `${what} (${about.join(', ')})` : what}. ${whose}`;
  await writeEntry(context, { id: context.deps.newId(), centreId: row.centreId, kind: 'system', text });
};

const letIn = async (context: Releasing, row: Attention, opened: Opened): Promise<void> => {
  await settle(context, row, { settledAs: 'released', command: opened.said.name, retriedAs: context.commandId });
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
    const { said: spoken, grants: rights } = opened;
    await checkOnBehalf(context.tx, { viewer: decider(context.actor, row), row, spoken, rights });
    const why = await attempt(context, opened);
    if (why) await becomeRefused(context, row, opened, why);
    else await letIn(context, row, opened);
    await markReleased(context.tx, row.commandId, context.actor.userId, context.now);
    return { attentionId: row.id, commandId: row.commandId };
  },
});
