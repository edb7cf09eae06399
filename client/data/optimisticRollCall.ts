import type { RollCallMarkRow, RollCallRow } from '../../shared/rollCalls/contract.ts';
import type { VisitRow } from '../../shared/visits.ts';
import { author } from './author.ts';
import type { Effect, Effects } from './effects.ts';

const started: Effect<'rollCall', 'rollCalls.start'> = (args, rows, made) => {
  if (rows.has(args.rollCallId)) return;
  const running = [...rows.values()].find(
    (it) => it.centreId === args.centreId && it.joinedTo === null && it.endedAt === null,
  );
  const row: RollCallRow = {
    id: args.rollCallId,
    operationId: args.operationId,
    centreId: args.centreId,
    reason: args.reason,
    meetAt: args.meetAt || null,
    joinedTo: running?.id ?? null,
    startedAt: made.occurredAt,
    startedBy: made.author?.name ?? '',
    endedAt: null,
    endedBy: null,
    endedSeen: null,
    endedExpected: null,
    rowVersion: 1,
  };
  rows.set(row.id, row);
};

const ended: Effect<'rollCall', 'rollCalls.end'> = (args, rows, made) => {
  const named = rows.get(args.rollCallId);
  const main = named?.joinedTo ? rows.get(named.joinedTo) : named;
  if (!main || main.endedAt !== null) return;
  rows.set(main.id, { ...main, endedAt: made.occurredAt, endedBy: made.author?.name ?? null });
};

/** The tablet it was made on, else the account: as the server will write it. */
export const counting = (): string | null => author.peek()?.device?.id ?? author.peek()?.id ?? null;

const marked: Effect<'rollCallMark', 'rollCalls.mark'> = (args, rows, made) => {
  if (rows.has(args.markId)) return;
  const row: RollCallMarkRow = {
    id: args.markId,
    operationId: args.operationId,
    centreId: args.centreId,
    rollCallId: args.rollCallId,
    subjectKind: args.subject.kind,
    subjectId: 'id' in args.subject ? args.subject.id : null,
    reference: 'reference' in args.subject ? args.subject.reference : null,
    zone: args.zone || null,
    markedAt: made.occurredAt,
    markedBy: made.author?.name ?? null,
    countedBy: counting(),
    late: false,
    takenBackAt: null,
  };
  rows.set(row.id, row);
};

const takenBack: Effect<'rollCallMark', 'rollCalls.unmark'> = (args, rows, made) => {
  const row = rows.get(args.markId);
  if (row?.takenBackAt !== null) return;
  rows.set(row.id, { ...row, takenBackAt: made.occurredAt });
};

const signedIn: Effect<'visit', 'visits.signIn'> = (args, rows, made) => {
  if (rows.has(args.visitId)) return;
  const { visitId: id, zone, ...fields } = args;
  const row: VisitRow = {
    id,
    ...fields,
    zone: zone || null,
    signedInAt: made.occurredAt,
    signedOutAt: null,
    rowVersion: 1,
  };
  rows.set(id, row);
};

const signedOut: Effect<'visit', 'visits.signOut'> = (args, rows, made) => {
  const row = rows.get(args.visitId);
  if (row?.rowVersion !== args.baseVersion || row.signedOutAt !== null) return;
  rows.set(row.id, { ...row, signedOutAt: made.occurredAt, rowVersion: row.rowVersion + 1 });
};

export const rollCallEffects: Effects = {
  rollCall: { 'rollCalls.start': started, 'rollCalls.end': ended },
  rollCallMark: { 'rollCalls.mark': marked, 'rollCalls.unmark': takenBack },
  visit: { 'visits.signIn': signedIn, 'visits.signOut': signedOut },
};
