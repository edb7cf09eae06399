import { and, eq, sql } from 'drizzle-orm';
import { need, needWelfare, person } from '../../db/schema/people.ts';
import { rollCall, rollCallMark, visit } from '../../db/schema/rollCalls.ts';
import { slot } from '../../db/schema/rosters.ts';
import { Problem } from '../../shared/problems.ts';
import { countHeads, missingAt } from '../../shared/rollCalls/count.ts';
import { endRollCall } from '../../shared/rollCalls/contract.ts';
import { command } from '../engine/define.ts';
import { together } from '../engine/together.ts';
import type { Tx } from '../engine/deps.ts';
import { writeEntry } from '../log/write.ts';
import { mainRollCall, type RollCall } from './rows.ts';

const missingBefore = async (tx: Tx, { centreId, startedAt }: RollCall): Promise<Set<string>> => {
  const reported = await tx
    .select({ personId: need.personId, raisedAt: need.raisedAt, closedAt: need.closedAt })
    .from(need)
    .innerJoin(needWelfare, eq(needWelfare.id, need.id))
    .where(
      and(
        eq(need.centreId, centreId),
        eq(needWelfare.centreId, centreId),
        // Written out, so that the database sees which index it has for this.
        sql`${needWelfare.kind} = 'missing_person'`,
      ),
    );
  const reports = reported.map((it) => ({ ...it, raisedAt: it.raisedAt.toISOString(), closedAt: text(it.closedAt) }));
  return missingAt(startedAt.toISOString(), reports);
};

const onShift = (it: typeof slot.$inferSelect) => ({
  ...it,
  shiftStart: it.shiftStart.toISOString(),
  shiftEnd: it.shiftEnd.toISOString(),
  arrivedAt: text(it.arrivedAt),
});
const text = (at: Date | null): string | null => at?.toISOString() ?? null;
const known = (it: RollCall) => ({ ...it, startedAt: it.startedAt.toISOString(), endedAt: text(it.endedAt) });

/** Heads seen and expected as of now. */
const countNow = async (tx: Tx, call: RollCall) => {
  const { centreId } = call;
  const [calls, marks, guests, visits, shifts, before] = await together([
    tx.select().from(rollCall).where(eq(rollCall.centreId, centreId)),
    tx.select().from(rollCallMark).where(eq(rollCallMark.centreId, centreId)),
    tx.select().from(person).where(eq(person.centreId, centreId)),
    tx.select().from(visit).where(eq(visit.centreId, centreId)),
    tx.select().from(slot).where(eq(slot.centreId, centreId)),
    missingBefore(tx, call),
  ]);
  const count = countHeads(known(call), {
    calls: calls.map(known),
    marks: marks.map((it) => ({ ...it, markedAt: text(it.markedAt), takenBackAt: text(it.takenBackAt) })),
    guests: guests.map((it) => ({ ...it, undoneAt: text(it.undoneAt) })),
    visits: visits.map((it) => ({ ...it, signedInAt: it.signedInAt.toISOString(), signedOutAt: text(it.signedOutAt) })),
    shifts: shifts.map(onShift),
    missingBefore: before,
  });
  return { endedSeen: count.seen.length, endedExpected: count.expected };
};

export const end = command<typeof endRollCall>({
  contract: endRollCall,
  of: 'onSite',
  shows: { rollCallId: 'silent' },
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { operationId, centreId, rollCallId } = context.args;
    const main = await mainRollCall(context.tx, operationId, rollCallId);
    if (!main || main.centreId !== centreId) throw new Problem('not-found');
    const [found] = await context.tx.select().from(rollCall).where(eq(rollCall.id, main.id)).for('no key update');
    // Said by two people: both are right.
    if (!found || found.endedAt) return { rollCallId: main.id, rowVersion: main.rowVersion };
    const counted = await countNow(context.tx, found);
    const ended = await context.rows.change('rollCall', found, {
      ...counted,
      endedAt: context.occurredAt,
      endedBy: context.actor.name,
    });
    const words = `Roll call ended: ${counted.endedSeen} of ${counted.endedExpected} seen`;
    await writeEntry(context, { id: context.commandId, centreId, kind: 'system', text: words });
    return { rollCallId: ended.id, rowVersion: ended.rowVersion };
  },
});
