/** Rows and counts that silver's screens are made of, as little as they need. */
import type { CentreCounts, CountView, OperationCounts, VehicleCounts } from '../../../shared/counts.ts';
import type { CentreState } from '../../../shared/centres.ts';
import type { CentreRow } from '../../../shared/centres.ts';
import { type Kind, type RowOf, served } from '../../../client/data/store.ts';

export const exact = (value: number): CountView => ({ value, text: String(value), kind: 'exact' });
export const few: CountView = { value: null, text: 'fewer than 5', kind: 'few' };

export const counts = (id: string, state: CentreState, more: Partial<CentreCounts> = {}): CentreCounts => ({
  id,
  operationId: 'op',
  centreId: id,
  name: id,
  state,
  size: 'medium',
  district: 'Amber Valley',
  square: 'SK 45',
  position: null,
  onSite: exact(31),
  away: exact(0),
  out: exact(0),
  left: exact(0),
  places: 66,
  staffed: 40,
  free: exact(9),
  p1: exact(0),
  p2: exact(0),
  late: exact(0),
  silent: [],
  p1Late: false,
  nextVehicleId: null,
  ...more,
});
export const sums = (more: Partial<OperationCounts> = {}): OperationCounts => ({
  id: 'op',
  operationId: 'op',
  onSite: exact(0),
  inTransit: exact(0),
  away: exact(0),
  out: exact(0),
  left: exact(0),
  expected: null,
  p1: exact(0),
  p2: exact(0),
  late: exact(0),
  staff: { here: 0, needed: 0 },
  vehicles: [],
  breakdown: null,
  ...more,
});
export const coming = (id: string, toCentreId: string, more: Partial<VehicleCounts> = {}): VehicleCounts => ({
  id,
  kind: 'coach',
  label: 'Coach 1',
  fromSquare: null,
  people: exact(9),
  dueAt: '2026-11-19T07:58:00.000Z',
  toCentreId,
  rowVersion: 1,
  ...more,
});
export const centreRow = (id: string, state: CentreState, more: Partial<CentreRow> = {}): CentreRow => ({
  id,
  operationId: 'op',
  centreId: id,
  name: id,
  state,
  district: 'Amber Valley',
  square: 'SK 45',
  size: 'medium',
  places: 66,
  plannedFor: 50,
  doorsAt: '2026-11-19T08:20:00.000Z',
  openedAt: null,
  stateSince: '2026-11-19T05:30:00.000Z',
  overflowOf: null,
  managerName: null,
  zones: [],
  ready: {},
  sheetLetter: 'K',
  rowVersion: 1,
  ...more,
});

/** What the screen holds of a kind from now on. */
export const hold = <K extends Kind>(kind: K, rows: readonly RowOf[K][]): void => {
  const held = served[kind] as unknown as { value: ReadonlyMap<string, RowOf[K]> };
  held.value = new Map(rows.map((it) => [it.id, it]));
};
