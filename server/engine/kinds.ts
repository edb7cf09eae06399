import { z } from 'zod';
import { attentionRow, heldCommandRow } from '../../shared/attention.ts';
import { needDetailRow, needRow } from '../../shared/needs.ts';
import { centreAccessRow, centreRow, logBasisRow, logRow, operationRow, vehicleRow } from '../../shared/operations.ts';
import { personIdentityRow, personRow, stayRow } from '../../shared/people.ts';
import type { Compartment, Level } from '../../shared/roles.ts';
import { rollCallMarkRow, rollCallRow } from '../../shared/rollCalls/contract.ts';
import { slotRow } from '../../shared/rosters/contract.ts';
import { sheetRow } from '../../shared/sheets.ts';
import { visitRow } from '../../shared/visits.ts';

export type Row = Record<string, unknown>;

interface Kind {
  /** A need belongs to the compartment of what it is about, so it names its own. */
  compartment: Compartment | 'own';
  /** Also seen, as a clock without a person, by those whose role does not open its compartment. */
  stub?: true;
  /** What each level is shown; a level left out sees nothing. Schemas strip what they do not list. */
  views: Partial<Record<Level, z.ZodType>>;
  /** Tells of the registers, and so of other operations: only a grant that is bound to none opens it. */
  wide?: true;
  /** A row that some never see although their level would let them. */
  only?: (row: Row, level: Level) => boolean;
}

/** Which languages to expect, without how many speak each. */
const tagsOnly = z.array(z.object({ tag: z.string() }));
const briefOperation = operationRow
  .pick({
    id: true,
    codeName: true,
    type: true,
    state: true,
    exercise: true,
    languages: true,
    openedAt: true,
    closedAt: true,
    rowVersion: true,
  })
  .extend({ languages: tagsOnly });
/** Where people come from and who leads; numbers of people reach silver only as counts. */
const commandOperation = briefOperation.extend({
  fromSquare: operationRow.shape.fromSquare,
  firstArrivalAt: operationRow.shape.firstArrivalAt,
  policeLead: operationRow.shape.policeLead,
  careLead: operationRow.shape.careLead,
});
/** Where it is. Whom to phone for the keys is for those who run it. */
const placeOnly = centreAccessRow.extend({ keyholders: centreAccessRow.shape.keyholders.transform(() => []) });
const slot = z.object(slotRow.shape);
const needStub = needRow.extend({ personId: needRow.shape.personId.transform(() => null) });

/** Every kind of row an operation's readers are sent, and how each level sees it. */
export const kinds = {
  operation: {
    compartment: 'operation',
    views: { marker: briefOperation, kind: commandOperation, full: operationRow },
  },
  centre: { compartment: 'operation', views: { marker: centreRow, kind: centreRow, full: centreRow } },
  centreAccess: { compartment: 'address', views: { kind: placeOnly, full: centreAccessRow } },
  vehicle: { compartment: 'arrivals', views: { full: vehicleRow } },
  slot: { compartment: 'staffing', views: { kind: slot.omit({ words: true, saidBy: true, note: true }), full: slot } },
  logEntry: {
    compartment: 'log',
    views: { kind: logRow, full: logRow },
    only: (row, level) => level === 'full' || row['kind'] === 'decision',
  },
  logBasis: { compartment: 'address', wide: true, views: { full: logBasisRow } },
  person: { compartment: 'core', views: { full: personRow } },
  personIdentity: {
    compartment: 'identity',
    views: { kind: personIdentityRow.omit({ sex: true }), full: personIdentityRow },
  },
  visit: { compartment: 'onSite', views: { full: visitRow } },
  rollCall: {
    compartment: 'onSite',
    views: { marker: rollCallRow.omit({ startedBy: true, endedBy: true }), full: rollCallRow },
  },
  rollCallMark: { compartment: 'onSite', views: { full: rollCallMarkRow } },
  stay: { compartment: 'core', views: { full: stayRow } },
  sheet: { compartment: 'core', views: { full: sheetRow } },
  need: { compartment: 'own', stub: true, views: { none: needStub, marker: needRow, kind: needRow, full: needRow } },
  /** Ids and marks only; the words are served one reader at a time. */
  attention: { compartment: 'core', views: { full: attentionRow } },
  heldCommand: { compartment: 'core', views: { full: heldCommandRow } },
  needDetail: { compartment: 'own', views: { kind: needDetailRow.omit({ note: true }), full: needDetailRow } },
} as const satisfies Record<string, Kind>;

/** Register rows are versioned for the audit and served by routes of their own, never by `pull`. */
export const registerKinds = {
  venue: 'operation',
  venueAccess: 'address',
  partner: 'staffing',
  capacity: 'staffing',
  rolePlan: 'staffing',
  setting: 'operation',
  user: 'identity',
  grant: 'operation',
  device: 'operation',
} as const satisfies Record<string, Compartment>;

export type OperationKind = keyof typeof kinds;
export type KindName = OperationKind | keyof typeof registerKinds;

export const kindOf = (name: string): Kind | undefined => (kinds as Record<string, Kind>)[name];

/** The compartment a version is filed and erased under. */
export const compartmentOf = (name: KindName, row: Row): string => {
  if (name in registerKinds) return registerKinds[name as keyof typeof registerKinds];
  const { compartment } = kinds[name as OperationKind];
  return compartment === 'own' ? String(row['compartment']) : compartment;
};
