import { and, eq, inArray } from 'drizzle-orm';
import { type MergeBefore, personMerge } from '../../../db/schema/attention.ts';
import { need, stay } from '../../../db/schema/people.ts';
import { unmergePeople } from '../../../shared/attention.ts';
import type { ArgsOf } from '../../../shared/contract.ts';
import { isStaying } from '../../../shared/people.ts';
import { Problem } from '../../../shared/problems.ts';
import { canonical } from '../../engine/canonical.ts';
import { command, type Context } from '../../engine/define.ts';
import { writeEntry } from '../../log/write.ts';
import { settleReference } from '../flags.ts';
import { settleForm } from '../paper.ts';
import type { Person } from '../record/rows.ts';
import { moveNames, moveNeeds, openStay } from '../stays.ts';
import { joinedColumns } from '../record/fields.ts';
import { identityOf, lockBoth, reopenStay, writeIdentity } from './parts.ts';
import { inNote } from '../description.ts';

type Undoing = Context<ArgsOf<typeof unmergePeople>>;
type Merge = typeof personMerge.$inferSelect;

const lockMerge = async ({ tx, args }: Undoing): Promise<Merge | null> => {
  const [found] = await tx
    .select()
    .from(personMerge)
    .where(and(eq(personMerge.id, args.mergeId), eq(personMerge.operationId, args.operationId)))
    .for('update');
  return found ?? null;
};

const plain = (value: unknown): string => canonical([value]);

const times = new Set<string>(['arrivedAt', 'toldAt']);

/** What the join changed goes back, but for what somebody has changed since. */
const asBefore = (keep: Person, { from, to }: MergeBefore): Partial<Person> => {
  const back = joinedColumns.filter((it) => plain((keep as Record<string, unknown>)[it]) === plain(to[it]));
  return Object.fromEntries(
    back.map((it) => [it, times.has(it) && from[it] ? new Date(from[it] as string) : from[it]]),
  );
};

const takenIn = ({ taken, nameTaken, sexTaken }: MergeBefore): string[] =>
  taken ?? [...(nameTaken ? ['preferredName'] : []), ...(sexTaken ? ['sex'] : [])];

const giveBackName = async (context: Undoing, keep: Person, join: Person, before: MergeBefore): Promise<void> => {
  const [known, other] = [await identityOf(context, keep.id), await identityOf(context, join.id)];
  const same = (field: string) => known?.[field as keyof typeof known] === other?.[field as keyof typeof other];
  const set = Object.fromEntries(
    takenIn(before)
      .filter(same)
      .map((it) => [it, null]),
  );
  if (known && Object.keys(set).length > 0) await writeIdentity(context, keep, known, set);
};

const giveBackNeeds = async (context: Undoing, keep: Person, join: Person, before: MergeBefore): Promise<void> => {
  const theirs = and(inArray(need.id, before.needIds), eq(need.personId, keep.id));
  if (before.needIds.length > 0) await moveNeeds(context, theirs, { personId: join.id, centreId: join.centreId });
};

/** It went to another centre as part of the record it was joined with: nobody knows more of it than of that one. */
const hasGoneAlong = async ({ tx }: Undoing, join: Person, { stayId }: MergeBefore): Promise<boolean> => {
  if (!stayId) return false;
  const [stayed] = await tx.select({ centreId: stay.centreId }).from(stay).where(eq(stay.id, stayId));
  return stayed?.centreId !== join.centreId;
};

const part = async (context: Undoing, keep: Person, join: Person, before: MergeBefore): Promise<void> => {
  await context.rows.change('person', keep, asBefore(keep, before));
  const went = await hasGoneAlong(context, join, before);
  const standing = { undoneAt: null, undoneReason: null, mergedInto: null };
  const as = went ? { ...standing, presence: keep.presence, presenceNote: keep.presenceNote, zone: null } : standing;
  const again = await context.rows.change('person', join, as);
  await giveBackName(context, keep, join, before);
  await moveNames(context, again, again.centreId);
  await giveBackNeeds(context, keep, again, before);
  if (!went && before.stayId) await reopenStay(context, before.stayId);
  if (went && isStaying(again.presence)) await openStay(context, again);
  for (const it of new Set([keep.reference, join.reference])) await settleReference(context, keep.operationId, it);
  for (const it of new Set([keep.paperForm, join.paperForm])) await settleForm(context, keep.operationId, it);
};

const checkBoth = (found: Merge, keep: Person, join: Person): void => {
  if (found.undoneAt) throw new Problem('not-in-this-state', { detail: 'This join is undone already' });
  if (keep.undoneAt || join.mergedInto !== keep.id) {
    throw new Problem('not-in-this-state', { detail: 'Something was done with these records since. Undo that first' });
  }
};

const close = async ({ tx, args, actor, now }: Undoing): Promise<void> => {
  await tx
    .update(personMerge)
    .set({ undoneBy: actor.userId, undoneAt: now, undoneReason: args.reason })
    .where(eq(personMerge.id, args.mergeId));
};

export const unmerge = command<typeof unmergePeople>({
  contract: unmergePeople,
  shows: { reason: inNote },
  fails: () => 'A join was not undone',
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const found = await lockMerge(context);
    const [keep, join] = found ? await lockBoth(context, [found.keepId, found.joinId]) : [];
    context.authorise(keep?.centreId ?? null);
    context.authorise(join?.centreId ?? null);
    if (!found || !keep || !join) throw new Problem('not-found');
    checkBoth(found, keep, join);
    await part(context, keep, join, found.before);
    await close(context);
    await writeEntry(context, {
      id: context.deps.newId(),
      centreId: keep.centreId,
      kind: 'system',
      text: `The join of ${join.reference} to ${keep.reference} was undone, with a reason: two guests`,
    });
    return { mergeId: found.id };
  },
});
