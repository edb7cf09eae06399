import {
  defaultNeedClocks,
  type EndedWithGuest,
  endsWithGuest,
  isOpenNeed,
  type NeedDetailRow,
  needDueAt,
  needKinds,
  type NeedRow,
} from '../../shared/needs.ts';
import { hasLeft, isStaying } from '../../shared/people.ts';
import type { Effect, Effects, Rows } from './effects.ts';
import type { Pending } from './pending.ts';
import { type Raised, raisedBy } from './raising.ts';

type Place = { operationId: string; centreId: string };

const raise = (rows: Rows<'need'>, place: Place, it: Raised, personId: string | null, at: string): void => {
  if (rows.has(it.id)) return;
  const { compartment, priority, alerts } = needKinds[it.kind];
  const urgency = it.priority ?? priority;
  const row: NeedRow = {
    id: it.id,
    operationId: place.operationId,
    centreId: place.centreId,
    // Whom a restricted need is about is for the server to show, to those who may know.
    personId: compartment === 'welfare' ? personId : null,
    compartment,
    priority: urgency,
    state: 'open',
    holder: null,
    holderId: null,
    alerts: alerts === true || urgency === 'P1',
    raisedAt: at,
    dueAt: needDueAt(new Date(at), urgency, defaultNeedClocks)?.toISOString() ?? null,
    acceptedAt: null,
    closedAt: null,
    rowVersion: 1,
  };
  rows.set(row.id, row);
};

/** Only welfare needs: what was said in confidence does not stay on the tablet's screen. */
const describe = (rows: Rows<'needDetail'>, place: Place, it: Raised): void => {
  const { compartment } = needKinds[it.kind];
  if (compartment !== 'welfare' || rows.has(it.id)) return;
  const { operationId, centreId } = place;
  const row: NeedDetailRow = { id: it.id, operationId, centreId, compartment, kind: it.kind, note: it.note || null };
  rows.set(it.id, row);
};

const holding = (row: NeedRow, to: NeedRow['state'], made: Pending): Partial<NeedRow> => {
  const mine = { holderId: made.author?.id ?? null, holder: made.author?.name ?? null };
  if (to === 'open') return { holderId: null, holder: null, acceptedAt: null, closedAt: null };
  if (to === 'accepted' && isOpenNeed(row.state)) return { ...mine, acceptedAt: made.occurredAt };
  if (to === 'escalated') return {};
  const since = { acceptedAt: row.acceptedAt ?? made.occurredAt, closedAt: isOpenNeed(to) ? null : made.occurredAt };
  return row.acceptedAt ? since : { ...mine, ...since };
};

const progressed: Effect<'need', 'needs.progress'> = (args, rows, made) => {
  const row = rows.get(args.needId);
  if (row?.rowVersion !== args.baseVersion) return;
  const next: NeedRow = { ...row, ...holding(row, args.to, made), state: args.to, rowVersion: row.rowVersion + 1 };
  rows.set(row.id, next);
};

/** Care ends with the stay, as far as the guest's own row would tell. */
const ended = (rows: Rows<'need'>, personId: string, as: EndedWithGuest, made: Pending): void => {
  for (const row of rows.values())
    if (row.personId === personId && isOpenNeed(row.state) && endsWithGuest(row, as))
      rows.set(row.id, { ...row, state: as, closedAt: made.occurredAt });
};

/** What ended with them goes on, what the change had put on the lead's list was never so; as far as can be told here. */
const undone: Effect<'need', 'people.undoPresence'> = (args, rows, made) => {
  const raised = rows.get(args.undoes);
  if (raised?.state === 'open' && endsWithGuest(raised, 'undone'))
    rows.set(raised.id, { ...raised, state: 'undone', closedAt: made.occurredAt });
  if (!isStaying(args.to)) return;
  for (const row of rows.values())
    if (row.personId === args.personId && row.state === 'left_before_met')
      rows.set(row.id, { ...row, state: row.holderId === null ? 'open' : 'accepted', closedAt: null });
};

export const needEffects: Effects = {
  need: {
    'people.checkIn': (args, rows, made) => {
      for (const it of raisedBy(made)) raise(rows, args, it, args.personId, args.writtenAt ?? made.occurredAt);
    },
    'needs.raise': (args, rows, made) => {
      for (const it of raisedBy(made)) raise(rows, args, it, args.personId ?? null, made.occurredAt);
    },
    'needs.progress': progressed,
    'people.setPresence': (args, rows, made) => {
      if (hasLeft(args.to)) ended(rows, args.personId, 'left_before_met', made);
    },
    'people.undoPresence': undone,
  },
  needDetail: {
    'people.checkIn': (args, rows, made) => {
      for (const it of raisedBy(made)) describe(rows, args, it);
    },
    'needs.raise': (args, rows, made) => {
      for (const it of raisedBy(made)) describe(rows, args, it);
    },
    'needs.note': (args, rows) => {
      const row = rows.get(args.needId);
      // There already, where the server's row came before its answer.
      if (!row || `\n${row.note ?? ''}`.endsWith(`\n${args.note}`)) return;
      rows.set(row.id, { ...row, note: [row.note, args.note].filter(Boolean).join('\n') });
    },
  },
};
