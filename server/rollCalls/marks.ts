import { and, eq, isNull, sql } from 'drizzle-orm';
import { rollCallMark } from '../../db/schema/rollCalls.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import { Problem } from '../../shared/problems.ts';
import { markSeen, takeMarkBack } from '../../shared/rollCalls/contract.ts';
import { command, type Context } from '../engine/define.ts';
import { checkCentre } from '../visits/place.ts';
import { mainRollCall } from './rows.ts';

type Marking = Context<ArgsOf<typeof markSeen>>;
type MarkRow = typeof rollCallMark.$inferSelect;

/** Whether the roll call has ended. One that is not known yet has not. */
const hasEnded = async ({ tx, args }: Context<ArgsOf<typeof takeMarkBack>>): Promise<boolean> => {
  const call = await mainRollCall(tx, args.operationId, args.rollCallId);
  if (call && call.centreId !== args.centreId) throw new Problem('not-found');
  return call?.endedAt != null;
};

const sighting = ({ args, actor, occurredAt }: Marking, late: boolean) => ({
  rollCallId: args.rollCallId,
  subjectKind: args.subject.kind,
  subjectId: 'id' in args.subject ? args.subject.id : null,
  reference: 'reference' in args.subject ? args.subject.reference : null,
  zone: args.zone || null,
  markedAt: occurredAt,
  markedBy: actor.name,
  countedBy: actor.deviceId ?? actor.userId,
  late,
});

/** Written once; where only its taking back was known, that stands. */
const write = async (context: Marking, late: boolean): Promise<MarkRow | undefined> => {
  const { markId: id, operationId, centreId } = context.args;
  const said = sighting(context, late);
  const [kept] = await context.tx
    .insert(rollCallMark)
    .values({ id, operationId, centreId, ...said })
    .onConflictDoUpdate({
      target: rollCallMark.id,
      set: said,
      setWhere: and(isNull(rollCallMark.subjectKind), eq(rollCallMark.centreId, centreId)),
    })
    .returning();
  return kept;
};

const isSame = (found: MarkRow | undefined, { args }: Marking): boolean =>
  found?.centreId === args.centreId &&
  found.subjectKind === args.subject.kind &&
  (found.subjectId ?? found.reference) === ('id' in args.subject ? args.subject.id : args.subject.reference);

export const mark = command<typeof markSeen>({
  contract: markSeen,
  care: true,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    await checkCentre(context);
    const { markId } = context.args;
    const late = await hasEnded(context);
    const kept = await write(context, late);
    if (kept) {
      context.changed('rollCallMark', kept);
      return { markId, late };
    }
    const [known] = await context.tx.select().from(rollCallMark).where(eq(rollCallMark.id, markId));
    if (!known || !isSame(known, context)) {
      throw new Problem('already-exists', { detail: 'This id has been used. Make a new one' });
    }
    return { markId, late: known.late };
  },
});

export const unmark = command<typeof takeMarkBack>({
  contract: takeMarkBack,
  care: true,
  right: 'rollCalls.mark',
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    await checkCentre(context);
    const { markId, ...where } = context.args;
    await hasEnded(context);
    const [kept] = await context.tx
      .insert(rollCallMark)
      .values({ id: markId, ...where, takenBackAt: context.occurredAt })
      .onConflictDoUpdate({
        target: rollCallMark.id,
        set: { takenBackAt: sql`coalesce(${rollCallMark.takenBackAt}, excluded.taken_back_at)` },
        setWhere: eq(rollCallMark.centreId, where.centreId),
      })
      .returning();
    if (!kept) throw new Problem('not-found');
    context.changed('rollCallMark', kept);
    return { markId };
  },
});
