import type { ArgsOf } from '../../shared/contract.ts';
import {
  type amendPerson,
  type checkIn,
  type identifyPerson,
  isStaying,
  type movePerson,
  type PersonIdentityRow,
  type PersonRow,
  type setPresence,
  type undoCheckIn,
} from '../../shared/people.ts';
import type { Effects, Maps } from './effects.ts';
import type { Pending } from './pending.ts';

const checkedIn = (args: ArgsOf<typeof checkIn>, rows: Maps, made: Pending): void => {
  if (rows.has(args.personId)) return;
  const row: PersonRow = {
    id: args.personId,
    operationId: args.operationId,
    centreId: args.centreId,
    reference: args.reference ?? '…',
    language: args.language,
    ageBand: args.ageBand,
    presence: 'on_site',
    zone: args.zone || null,
    vehicle: args.vehicle || null,
    groupId: args.groupId ?? null,
    flags: args.paperForm === undefined ? [] : ['from_paper'],
    arrivedAt: args.writtenAt ?? made.occurredAt,
    paperForm: args.paperForm ?? null,
    keyedAt: args.paperForm === undefined ? null : made.occurredAt,
    undoneAt: null,
    undoneReason: null,
    rowVersion: 1,
  };
  rows.set(row.id, row);
};

/** Only from the version the change was made from: a later one is the server's, or someone else's. */
const change = (rows: Maps, args: { personId: string; baseVersion: number }, said: Partial<PersonRow>): void => {
  const row = rows.get(args.personId) as PersonRow | undefined;
  if (row?.rowVersion !== args.baseVersion) return;
  const next: PersonRow = { ...row, ...said, rowVersion: row.rowVersion + 1 };
  rows.set(row.id, next);
};

const amended = (args: ArgsOf<typeof amendPerson>, rows: Maps): void => {
  const { operationId: _operation, personId: _person, baseVersion: _base, ...said } = args;
  const given = Object.entries(said).filter(([, value]) => value !== undefined);
  change(rows, args, Object.fromEntries(given));
};

const presenceSet = (args: ArgsOf<typeof setPresence>, rows: Maps): void => {
  const zone = isStaying(args.to) ? {} : { zone: null };
  if (args.to !== 'transferred') return change(rows, args, { presence: args.to, ...zone });
  change(rows, args, { presence: 'in_transit', ...zone, ...(args.centreId ? { centreId: args.centreId } : {}) });
};

const undone = (args: ArgsOf<typeof undoCheckIn>, rows: Maps, made: Pending): void =>
  change(rows, args, { undoneAt: made.occurredAt, undoneReason: args.reason });

const named = (args: ArgsOf<typeof checkIn>, rows: Maps): void => {
  if (!args.preferredName || rows.has(args.personId)) return;
  const { personId: id, operationId, centreId, preferredName } = args;
  const row: PersonIdentityRow = { id, operationId, centreId, preferredName, rowVersion: 1 };
  rows.set(id, row);
};

const identified = (args: ArgsOf<typeof identifyPerson>, rows: Maps): void => {
  const row = rows.get(args.personId) as PersonIdentityRow | undefined;
  if ((row?.rowVersion ?? 0) !== args.baseVersion) return;
  const preferredName = args.preferredName === undefined ? (row?.preferredName ?? null) : args.preferredName || null;
  const next = { id: args.personId, operationId: args.operationId, centreId: row?.centreId ?? '', ...row };
  rows.set(args.personId, { ...next, preferredName, rowVersion: args.baseVersion + 1 } as PersonIdentityRow);
};

export const peopleEffects: Effects = {
  person: {
    'people.checkIn': checkedIn,
    'people.amend': amended,
    'people.move': (args: ArgsOf<typeof movePerson>, rows) => change(rows, args, { zone: args.zone || null }),
    'people.setPresence': presenceSet,
    'people.undoCheckIn': undone,
  },
  personIdentity: { 'people.checkIn': named, 'people.identify': identified },
};
