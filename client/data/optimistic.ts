import type { ArgsOf } from '../../shared/contract.ts';
import { needKinds, type NeedRow, needDueAt, defaultNeedClocks, type progressNeed, type raiseNeed } from '../../shared/needs.ts';
import type { checkIn, PersonRow } from '../../shared/people.ts';
import type { Pending } from './pending.ts';

type Maps = Map<string, { id: string }>;
/** What a command will have done to rows of one kind, as far as this device can tell. */
type Effect = (args: never, rows: Maps, made: Pending) => void;

const needFrom = (
  args: { operationId: string; centreId: string },
  it: { id: string; kind: keyof typeof needKinds; priority?: NeedRow['priority'] | undefined },
  personId: string | null,
  at: string,
): NeedRow => {
  const { compartment, priority, alerts } = needKinds[it.kind];
  const urgency = it.priority ?? priority;
  return {
    id: it.id, operationId: args.operationId, centreId: args.centreId, personId, compartment, priority: urgency,
    state: 'open', holder: null, holderId: null, alerts: alerts === true, raisedAt: at,
    dueAt: needDueAt(new Date(at), urgency, defaultNeedClocks)?.toISOString() ?? null,
    acceptedAt: null, closedAt: null, rowVersion: 1,
  };
};

const checkedIn = (args: ArgsOf<typeof checkIn>, rows: Maps, made: Pending): void => {
  if (rows.has(args.personId)) return;
  const row: PersonRow = {
    id: args.personId, operationId: args.operationId, centreId: args.centreId, reference: args.reference ?? '…',
    language: args.language, ageBand: args.ageBand, presence: 'on_site', zone: args.zone ?? null,
    vehicle: args.vehicle ?? null, groupId: args.groupId ?? null, flags: [], arrivedAt: made.occurredAt,
    undoneAt: null, undoneReason: null, rowVersion: 1,
  };
  rows.set(row.id, row);
};

const detailsOf = (args: ArgsOf<typeof checkIn>, rows: Maps): void => {
  for (const it of args.needs) {
    const { compartment } = needKinds[it.kind];
    const row = { id: it.id, operationId: args.operationId, centreId: args.centreId, compartment, kind: it.kind };
    if (!rows.has(it.id)) rows.set(it.id, row);
  }
};

const effects: Record<string, Record<string, Effect>> = {
  person: { 'people.checkIn': checkedIn },
  need: {
    'people.checkIn': (args: ArgsOf<typeof checkIn>, rows, made) => {
      for (const it of args.needs) if (!rows.has(it.id)) rows.set(it.id, needFrom(args, it, args.personId, made.occurredAt));
    },
    'needs.raise': (args: ArgsOf<typeof raiseNeed>, rows, made) => {
      if (!rows.has(args.needId)) rows.set(args.needId, needFrom(args, { ...args, id: args.needId }, args.personId ?? null, made.occurredAt));
    },
    'needs.progress': (args: ArgsOf<typeof progressNeed>, rows) => {
      const row = rows.get(args.needId) as NeedRow | undefined;
      if (row?.rowVersion === args.baseVersion) rows.set(row.id, { ...row, state: args.to, rowVersion: row.rowVersion + 1 } as NeedRow);
    },
  },
  needDetail: { 'people.checkIn': detailsOf },
};

/** Server rows with the commands still on their way played over them, oldest first. */
export const replay = <T extends { id: string }>(
  kind: string,
  rows: ReadonlyMap<string, T>,
  commands: readonly Pending[],
): ReadonlyMap<string, T> => {
  const own = commands.filter((it) => it.state !== 'refused' && effects[kind]?.[it.name]);
  if (own.length === 0) return rows;
  const played: Maps = new Map(rows);
  for (const it of own) effects[kind]?.[it.name]?.(it.args as never, played, it);
  return played as unknown as ReadonlyMap<string, T>;
};
