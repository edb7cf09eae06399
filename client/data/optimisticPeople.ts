import { isStaying, type PersonIdentityRow, type PersonRow } from '../../shared/people.ts';
import type { Effect, Effects, Rows } from './effects.ts';

const checkedIn: Effect<'person', 'people.checkIn'> = (args, rows, made) => {
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
const change = (
  rows: Rows<'person'>,
  args: { personId: string; baseVersion: number },
  fields: Partial<PersonRow>,
): void => {
  const row = rows.get(args.personId);
  if (row?.rowVersion !== args.baseVersion) return;
  const next: PersonRow = { ...row, ...fields, rowVersion: row.rowVersion + 1 };
  rows.set(row.id, next);
};

const amended: Effect<'person', 'people.amend'> = (args, rows) => {
  const { operationId: _operation, personId: _person, baseVersion: _base, ...fields } = args;
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  change(rows, args, Object.fromEntries(given));
};

const presenceSet: Effect<'person', 'people.setPresence'> = (args, rows) => {
  const zone = isStaying(args.to) ? {} : { zone: null };
  if (args.to !== 'transferred') return change(rows, args, { presence: args.to, ...zone });
  change(rows, args, { presence: 'in_transit', ...zone, ...(args.centreId ? { centreId: args.centreId } : {}) });
};

const presenceUndone: Effect<'person', 'people.undoPresence'> = (args, rows) =>
  change(rows, args, { presence: args.to, zone: args.zone || null, centreId: args.centreId });

const undone: Effect<'person', 'people.undoCheckIn'> = (args, rows, made) =>
  change(rows, args, { undoneAt: made.occurredAt, undoneReason: args.reason });

const named: Effect<'personIdentity', 'people.checkIn'> = (args, rows) => {
  if (!args.preferredName || rows.has(args.personId)) return;
  const { personId: id, operationId, centreId, preferredName } = args;
  const row: PersonIdentityRow = { id, operationId, centreId, preferredName, rowVersion: 1 };
  rows.set(id, row);
};

const identified: Effect<'personIdentity', 'people.identify'> = (args, rows) => {
  const row = rows.get(args.personId);
  if ((row?.rowVersion ?? 0) !== args.baseVersion) return;
  const preferredName = args.preferredName === undefined ? (row?.preferredName ?? null) : args.preferredName || null;
  const next = { id: args.personId, operationId: args.operationId, centreId: row?.centreId ?? '', ...row };
  rows.set(args.personId, { ...next, preferredName, rowVersion: args.baseVersion + 1 });
};

export const peopleEffects: Effects = {
  person: {
    'people.checkIn': checkedIn,
    'people.amend': amended,
    'people.move': (args, rows) => change(rows, args, { zone: args.zone || null }),
    'people.setPresence': presenceSet,
    'people.undoCheckIn': undone,
    'people.undoPresence': presenceUndone,
  },
  personIdentity: { 'people.checkIn': named, 'people.identify': identified },
};
