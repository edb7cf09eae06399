import { inArray } from 'drizzle-orm';
import { need } from '../../../db/schema/people.ts';
import { type MergeBefore, personMerge } from '../../../db/schema/attention.ts';
import { mergePeople } from '../../../shared/attention.ts';
import type { ArgsOf } from '../../../shared/contract.ts';
import { isStaying } from '../../../shared/people.ts';
import { Problem } from '../../../shared/problems.ts';
import { resolveDuplicates } from '../duplicates.ts';
import { openAbout, settle } from '../../attention/items/rows.ts';
import { command, type Context } from '../../engine/define.ts';
import { stale } from '../../engine/rows.ts';
import { writeEntry } from '../../log/write.ts';
import { isShared, settleReference } from '../flags.ts';
import { settleForm } from '../paper.ts';
import { tellOfLoneChild } from '../loneChild.ts';
import type { Person } from '../record/rows.ts';
import { closeStay, moveNames, moveNeeds } from '../stays.ts';
import { identityTaken, joinedColumns, joinedOf } from '../record/fields.ts';
import { identityOf, lockBoth, needIdsOf, openStayOf, writeIdentity } from './parts.ts';
import { listed } from '../../../shared/words.ts';

type Merging = Context<ArgsOf<typeof mergePeople>>;

const checkBoth = ({ args }: Merging, keep: Person, join: Person): void => {
  const refuse = (detail: string) => new Problem('not-in-this-state', { detail });
  if (keep.id === join.id) throw refuse('These are the same record');
  if (keep.undoneAt || join.undoneAt) throw refuse('One of these check-ins is undone already');
  if (isStaying(join.presence) && !isStaying(keep.presence)) {
    throw refuse(`Keep ${join.reference}, who is here now, and join ${keep.reference} to it`);
  }
  if (keep.rowVersion !== args.keepVersion || join.rowVersion !== args.joinVersion)
    throw stale('person', 'Someone changed one of these guests first');
};

/** A name that only one of them has is kept; where both have one, the other stays in the history. */
const joinIdentities = async (context: Merging, keep: Person, join: Person) => {
  const [known, other] = [await identityOf(context, keep.id), await identityOf(context, join.id)];
  const set = identityTaken(known, other);
  const taken = Object.keys(set);
  if (taken.length > 0) await writeIdentity(context, keep, known, set);
  return { taken };
};

/** The joined record is undone, so that nobody counts it, and says where to look instead. */
const closeJoined = async (context: Merging, keep: Person, join: Person): Promise<void> => {
  const closed = await context.rows.change('person', join, {
    undoneAt: context.now,
    undoneReason: `Joined with ${keep.reference}`,
    mergedInto: keep.id,
    flags: join.flags.filter((it) => !isShared(it)),
  });
  await closeStay(context, closed, 'joined');
};

const settleAbout = async (context: Merging, keep: Person, join: Person): Promise<void> => {
  for (const it of await openAbout(context.tx, keep.operationId, join.id)) {
    const pair = it.kind === 'duplicate' || (it.kind === 'same_reference' && it.personIds.length === 2);
    if (!pair || !it.personIds.includes(keep.id)) continue;
    await settle(context, it, { settledAs: 'joined', mergeId: context.args.mergeId });
  }
};

const remember = async (
  context: Merging,
  keep: Person,
  join: Person,
  rest: Omit<MergeBefore, 'from' | 'to'>,
): Promise<void> => {
  const from = Object.fromEntries(joinedColumns.map((it) => [it, (keep as Record<string, unknown>)[it]]));
  const before = { from, to: { ...joinedOf(keep, join) }, ...rest };
  await context.tx.insert(personMerge).values({
    id: context.args.mergeId,
    operationId: keep.operationId,
    keepId: keep.id,
    joinId: join.id,
    before,
    mergedBy: context.actor.userId,
    mergedAt: context.now,
  });
};

const join = async (context: Merging, keep: Person, other: Person): Promise<Person> => {
  const needIds = await needIdsOf(context, other.id);
  const stayId = await openStayOf(context, other.id);
  const taken = await joinIdentities(context, keep, other);
  await remember(context, keep, other, { ...taken, needIds, stayId });
  await moveNames(context, other, keep.centreId);
  await moveNeeds(context, inArray(need.id, needIds), { personId: keep.id, centreId: keep.centreId });
  await closeJoined(context, keep, other);
  const kept = await context.rows.change('person', keep, joinedOf(keep, other));
  await settleAbout(context, keep, other);
  await resolveDuplicates(context, keep.operationId, other.id);
  for (const it of new Set([keep.reference, other.reference])) await settleReference(context, keep.operationId, it);
  for (const it of new Set([keep.paperForm, other.paperForm])) await settleForm(context, keep.operationId, it);
  if (kept.ageBand !== keep.ageBand) await tellOfLoneChild(context, kept);
  return kept;
};

export const merge = command<typeof mergePeople>({
  contract: mergePeople,
  shows: { keepVersion: 'silent', joinVersion: 'silent' },
  fails: ({ all }) => `${listed(all)} were not joined`,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const { keepId, joinId, mergeId } = context.args;
    const [keep, other] = await lockBoth(context, [keepId, joinId]);
    context.authorise(keep?.centreId ?? null);
    context.authorise(other?.centreId ?? null);
    if (!keep || !other) throw new Problem('not-found');
    checkBoth(context, keep, other);
    const kept = await join(context, keep, other);
    await writeEntry(context, {
      id: context.deps.newId(),
      centreId: keep.centreId,
      kind: 'system',
      text: `${other.reference} was joined to ${keep.reference}: one guest`,
    });
    return { mergeId, personId: kept.id, rowVersion: kept.rowVersion };
  },
});
