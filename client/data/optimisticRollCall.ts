import type { ArgsOf } from '../../shared/contract.ts';
import type {
  endRollCall,
  markSeen,
  RollCallMarkRow,
  RollCallRow,
  startRollCall,
  takeMarkBack,
} from '../../shared/rollCalls/contract.ts';
import type { signInVisit, signOutVisit, VisitRow } from '../../shared/visits.ts';
import { author } from './author.ts';
import type { Effects, Maps } from './effects.ts';
import type { Pending } from './pending.ts';

const started = (args: ArgsOf<typeof startRollCall>, rows: Maps, made: Pending): void => {
  if (rows.has(args.rollCallId)) return;
  const running = ([...rows.values()] as RollCallRow[]).find(
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

const ended = (args: ArgsOf<typeof endRollCall>, rows: Maps, made: Pending): void => {
  const named = rows.get(args.rollCallId) as RollCallRow | undefined;
  const main = (named?.joinedTo ? rows.get(named.joinedTo) : named) as RollCallRow | undefined;
  if (!main || main.endedAt !== null) return;
  rows.set(main.id, { ...main, endedAt: made.occurredAt, endedBy: made.author?.name ?? null } as RollCallRow);
};

/** The tablet it was made on, else the account: as the server will write it. */
export const counting = (): string | null => author.peek()?.device?.id ?? author.peek()?.id ?? null;

const marked = (args: ArgsOf<typeof markSeen>, rows: Maps, made: Pending): void => {
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

const takenBack = (args: ArgsOf<typeof takeMarkBack>, rows: Maps, made: Pending): void => {
  const row = rows.get(args.markId) as RollCallMarkRow | undefined;
  if (row?.takenBackAt !== null) return;
  rows.set(row.id, { ...row, takenBackAt: made.occurredAt } as RollCallMarkRow);
};

const signedIn = (args: ArgsOf<typeof signInVisit>, rows: Maps, made: Pending): void => {
  if (rows.has(args.visitId)) return;
  const { visitId: id, zone, ...said } = args;
  const row: VisitRow = {
    id,
    ...said,
    zone: zone || null,
    signedInAt: made.occurredAt,
    signedOutAt: null,
    rowVersion: 1,
  };
  rows.set(id, row);
};

const signedOut = (args: ArgsOf<typeof signOutVisit>, rows: Maps, made: Pending): void => {
  const row = rows.get(args.visitId) as VisitRow | undefined;
  if (row?.rowVersion !== args.baseVersion || row.signedOutAt !== null) return;
  rows.set(row.id, { ...row, signedOutAt: made.occurredAt, rowVersion: row.rowVersion + 1 } as VisitRow);
};

export const rollCallEffects: Effects = {
  rollCall: { 'rollCalls.start': started, 'rollCalls.end': ended },
  rollCallMark: { 'rollCalls.mark': marked, 'rollCalls.unmark': takenBack },
  visit: { 'visits.signIn': signedIn, 'visits.signOut': signedOut },
};
