import { and, eq, isNull, sql } from 'drizzle-orm';
import { rollCallMark } from '../../db/schema/rollCalls.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import { Problem } from '../../shared/problems.ts';
import { markSeen, takeMarkBack } from '../../shared/rollCalls/contract.ts';
import { command, type Context } from '../engine/define.ts';
import { centreIn } from '../engine/place.ts';
import { mainRollCall } from './rows.ts';
import { inField } from '../engine/description.ts';

const silentIds = { rollCallId: 'silent', markId: 'silent' } as const;

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
const write = (context: Marking, late: boolean): Promise<MarkRow | undefined> => {
  const { markId: id, operationId, centreId } = context.args;
  const seen = sighting(context, late);
  return context.rows.insertOrChange(
    'rollCallMark',
    { id, operationId, centreId, ...seen },
    { set: seen, where: and(isNull(rollCallMark.subjectKind), eq(rollCallMark.centreId, centreId)) },
  );
};

const isSame = (found: MarkRow | undefined, { args }: Marking): boolean =>
  found?.centreId === args.centreId &&
  found.subjectKind === args.subject.kind &&
  (found.subjectId ?? found.reference) === ('id' in args.subject ? args.subject.id : args.subject.reference);

export const mark = command<typeof markSeen>({
  contract: markSeen,
  of: 'onSite',
  shows: { ...silentIds, zone: inField('zone', 'onSite') },
  fails: ({ whose }) => `${whose} was not marked in the roll call`,
  onBehalf: true,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    await centreIn(context.tx, context.args);
    const { markId } = context.args;
    const late = await hasEnded(context);
    const kept = await write(context, late);
    if (kept) return { markId, late };
    const [known] = await context.tx.select().from(rollCallMark).where(eq(rollCallMark.id, markId));
    if (!known || !isSame(known, context)) {
      throw new Problem('already-exists', { detail: 'This id has been used. Make a new one' });
    }
    return { markId, late: known.late };
  },
});

export const unmark = command<typeof takeMarkBack>({
  contract: takeMarkBack,
  of: 'onSite',
  shows: silentIds,
  onBehalf: true,
  right: 'rollCalls.mark',
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    await centreIn(context.tx, context.args);
    const { markId, ...where } = context.args;
    await hasEnded(context);
    const takenBackAt = sql`coalesce(${rollCallMark.takenBackAt}, excluded.taken_back_at)`;
    const kept = await context.rows.insertOrChange(
      'rollCallMark',
      { id: markId, ...where, takenBackAt: context.occurredAt },
      { set: { takenBackAt }, where: eq(rollCallMark.centreId, where.centreId) },
    );
    if (!kept) throw new Problem('not-found');
    return { markId };
  },
});
