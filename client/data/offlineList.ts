/** Who is where at this centre, kept on the tablet to work offline, under the tablet's own key. */
import { batch } from '@preact/signals';
import type { DeviceView } from '../../shared/tablets.ts';
import type { OperationRow } from '../../shared/operations.ts';
import type { CentreRow } from '../../shared/centres.ts';
import type { PersonRow } from '../../shared/people.ts';
import { type OfflineKind, offlineKinds } from '../../shared/kinds/kinds.ts';
import type { Change } from '../../shared/sync.ts';
import { database } from './database.ts';
import { offlineListAt } from './device.ts';
import type { PartialRow } from './partial.ts';
import { offlineRollCall } from './offlineRollCall.ts';
import { apply, byId, type Kind, loaded, rows } from './store.ts';

/** Fields are what a roll call needs; what the screens want besides is filled in as not known. */
interface Kept {
  id: string;
  reference: string;
  name: string | null;
  nameVersion: number;
  zone: string | null;
  presence: PersonRow['presence'];
  mayBeChild: boolean;
  rowVersion: number;
}

interface OfflineList {
  operationId: string;
  /** When it was so, by Haven's clock. */
  at: string;
  operation: OperationRow | null;
  centre: CentreRow | null;
  people: Kept[];
  /** Rows kept as they are. */
  others: Partial<Record<Kind, { id: string }[]>>;
}

const keptOf = (row: PersonRow): Kept => ({
  id: row.id,
  reference: row.reference,
  name: byId.personIdentity.peek().get(row.id)?.preferredName ?? null,
  nameVersion: byId.personIdentity.peek().get(row.id)?.rowVersion ?? 1,
  zone: row.zone,
  presence: row.presence,
  mayBeChild: row.ageBand !== 'adult',
  rowVersion: row.rowVersion,
});

/** Rows of the centre that are kept as they are. They must hold no more than its people do. */
const wholeAt = (centreId: string): Record<OfflineKind, { id: string }[]> => ({
  ...offlineRollCall(centreId),
  sheet: rows.sheet.peek().filter((it) => it.centreId === centreId),
});

/** What is on the screens now, for `sealOfflineList`; `null` while nothing has come. */
export const offlineListNow = ({ operationId, centreId }: DeviceView, at: Date): string | null => {
  if (!loaded.peek()) return null;
  const people = rows.person.peek().filter((it) => it.centreId === centreId && !it.undoneAt);
  const page: OfflineList = {
    operationId,
    at: offlineListAt.peek() ?? at.toISOString(),
    operation: byId.operation.peek().get(operationId) ?? null,
    centre: byId.centre.peek().get(centreId) ?? null,
    people: people.map(keptOf),
    others: wholeAt(centreId),
  };
  return JSON.stringify(page);
};

/** Reads every signal the list is made of, so that an effect runs again when any of them changes. */
export const watchOfflineList = (): void => {
  void rows.person.value;
  void rows.personIdentity.value;
  void rows.centre.value;
  for (const kind of offlineKinds) void rows[kind].value;
};

const bound = (centreId: string, iv: Uint8Array<ArrayBuffer>) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(centreId),
});

/** @throws DOMException where storage is refused */
export const sealOfflineList = async (key: CryptoKey, centreId: string, page: string): Promise<void> => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const box = await crypto.subtle.encrypt(bound(centreId, iv), key, new TextEncoder().encode(page));
  await (await database()).put('roll', { centreId, iv, box });
};

/** `null` where nothing is kept, or it is under another key. */
export const openOfflineList = async (key: CryptoKey, centreId: string): Promise<OfflineList | null> => {
  const kept = await (await database()).get('roll', centreId);
  if (!kept) return null;
  try {
    const opened = await crypto.subtle.decrypt(bound(centreId, kept.iv), key, kept.box);
    return JSON.parse(new TextDecoder().decode(opened)) as OfflineList;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return null;
    throw error;
  }
};

const personFrom = (kept: Kept, page: OfflineList, centreId: string): PersonRow & PartialRow => ({
  partial: true,
  id: kept.id,
  operationId: page.operationId,
  centreId,
  reference: kept.reference,
  language: 'und',
  ageBand: kept.mayBeChild ? 'unsure' : 'adult',
  presence: kept.presence,
  zone: kept.zone,
  vehicle: null,
  groupId: null,
  flags: [],
  arrivedAt: page.at,
  undoneAt: null,
  undoneReason: null,
  rowVersion: kept.rowVersion,
});

const named = (kept: Kept, page: OfflineList, centreId: string) => ({
  id: kept.id,
  operationId: page.operationId,
  centreId,
  preferredName: kept.name,
  rowVersion: kept.nameVersion,
});

const change = (kind: Kind, row: { id: string }): Change => ({ kind, id: row.id, row: row as Record<string, unknown> });

/** What a tablet knows of its centre before it has heard of it: enough to check people in. */
const centreFrom = (view: DeviceView): CentreRow => ({
  id: view.centreId,
  operationId: view.operationId,
  centreId: view.centreId,
  name: view.centreName,
  state: 'open',
  district: '',
  square: '',
  size: 'medium',
  places: 0,
  plannedFor: 0,
  doorsAt: view.clock.now,
  openedAt: null,
  stateSince: view.clock.now,
  overflowOf: null,
  managerName: null,
  zones: [],
  ready: {},
  sheetLetter: view.letter,
  rowVersion: 1,
});

const changesFrom = (page: OfflineList, centreId: string): Change[] => [
  ...(page.operation ? [change('operation', page.operation)] : []),
  ...page.people.map((it) => change('person', personFrom(it, page, centreId))),
  ...page.people.filter((it) => it.name !== null).map((it) => change('personIdentity', named(it, page, centreId))),
  ...Object.entries(page.others).flatMap(([kind, kept]) => kept.map((it) => change(kind as Kind, it))),
];

/** Shows the kept list until Haven's own rows come. Call it after the operation has been chosen. */
export const showOfflineList = (page: OfflineList | null, view: DeviceView): void => {
  if (loaded.peek()) return;
  const { operationId, centreId } = view;
  const centre = page?.centre ?? centreFrom(view);
  const known = page ? changesFrom(page, centreId) : [];
  batch(() => {
    apply({ operationId, from: 0, to: 0, view: '', snapshot: true, changes: [change('centre', centre), ...known] });
    offlineListAt.value = page?.at ?? view.clock.now;
  });
};
