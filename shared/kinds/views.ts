import { z } from 'zod';
import { attentionRow, heldCommandRow } from '../attention.ts';
import { needDetailRow, needRow } from '../needs.ts';
import { operationRow } from '../operations.ts';
import { discloseMeant, discloseWords } from '../disclosure.ts';
import { logBasisRow, logRow } from '../log.ts';
import { vehicleRow } from '../vehicles.ts';
import { centreAccessRow, centreRow } from '../centres.ts';
import { personIdentityRow, personRow, stayRow } from '../people.ts';
import type { SentKind } from './kinds.ts';
import type { Level } from '../roles.ts';
import { rollCallMarkRow, rollCallRow } from '../rollCalls/contract.ts';
import { slotRow } from '../rosters/contract.ts';
import { sheetRow } from '../sheets.ts';
import { visitRow } from '../visits.ts';

export type Row = Record<string, unknown>;

interface View {
  /** What each level is shown; a level left out sees nothing. Schemas strip what they do not list. `full`: the row itself. */
  views: Partial<Record<Level, z.ZodType>> & { full: z.ZodType };
  /** Reveals registers, and so other operations: only a grant that is not bound to one operation opens it. */
  wide?: true;
  /** Rows that some never see although their level would let them. */
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
/** How many it is planned for is a number of people. */
const commandCentre = centreRow.extend({ plannedFor: centreRow.shape.plannedFor.transform(discloseMeant) });
const commandDecision = logRow.extend({
  text: logRow.shape.text.transform(discloseWords),
  reason: z.string().transform(discloseWords).nullable().optional(),
});
/** Where it is. Whom to phone for the keys is for those who run it. */
const placeOnly = centreAccessRow.extend({ keyholders: centreAccessRow.shape.keyholders.transform(() => []) });
const slot = z.object(slotRow.shape);
/** Whom a roll call waits for: how many of whom are on site, and when they go. Nothing of who was asked or said what. */
const onShift = slot.pick({
  id: true,
  operationId: true,
  centreId: true,
  rowVersion: true,
  role: true,
  partner: true,
  partnerName: true,
  language: true,
  shiftStart: true,
  shiftEnd: true,
  state: true,
  arrived: true,
  arrivedAt: true,
});

/** How each level of reader sees each kind of row that an operation's readers are sent. */
export const views = {
  operation: { views: { marker: briefOperation, kind: commandOperation, full: operationRow } },
  centre: { views: { marker: centreRow, kind: commandCentre, full: centreRow } },
  centreAccess: { views: { kind: placeOnly, full: centreAccessRow } },
  vehicle: { views: { full: vehicleRow } },
  slot: { views: { marker: onShift, kind: slot.omit({ words: true, saidBy: true, note: true }), full: slot } },
  logEntry: {
    views: { kind: commandDecision, full: logRow },
    only: (row, level) => level === 'full' || row['kind'] === 'decision',
  },
  logBasis: { wide: true, views: { full: logBasisRow } },
  person: { views: { full: personRow } },
  personIdentity: { views: { kind: personIdentityRow.omit({ sex: true }), full: personIdentityRow } },
  visit: { views: { full: visitRow } },
  rollCall: { views: { marker: rollCallRow.omit({ startedBy: true, endedBy: true }), full: rollCallRow } },
  rollCallMark: { views: { full: rollCallMarkRow } },
  stay: { views: { full: stayRow } },
  sheet: { views: { full: sheetRow } },
  need: { views: { marker: needRow, kind: needRow, full: needRow } },
  attention: { views: { full: attentionRow } },
  heldCommand: { views: { full: heldCommandRow } },
  needDetail: { views: { kind: needDetailRow.omit({ note: true }), full: needDetailRow } },
} as const satisfies Record<SentKind, View>;

/** The row of each kind as it travels. */
export type RowOf = { [K in SentKind]: z.infer<(typeof views)[K]['views']['full']> };

export const viewOf = (kind: string): View | undefined => (views as Record<string, View>)[kind];
