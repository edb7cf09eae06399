import { author } from '../../../client/data/author.ts';
import { forgetTyped } from '../../../client/data/forgetting.ts';
import { forget, type Kind, type RowOf } from '../../../client/data/store.ts';
import { setClock } from '../../../client/data/time.ts';
import { tick } from '../../../client/session/now.ts';
import type { RollCallMarkRow, RollCallRow } from '../../../shared/rollCalls/contract.ts';
import type { PersonRow } from '../../../shared/people.ts';
import type { Slot } from '../../../shared/rosters/contract.ts';
import type { VisitRow } from '../../../shared/visits.ts';
import { guestRow, slotRow } from './rows.ts';
import { hold } from './silverRows.ts';

export const at = (time: string): string => `2026-11-19T${time}:00.000Z`;
export const call: RollCallRow = {
  id: 'call',
  operationId: 'op',
  centreId: 'wren',
  reason: 'fire',
  meetAt: null,
  joinedTo: null,
  startedAt: at('09:14'),
  startedBy: 'Tess',
  endedAt: null,
  endedBy: null,
  endedSeen: null,
  endedExpected: null,
  rowVersion: 1,
};
export const guest = (number: number, more: Partial<PersonRow> = {}) =>
  ({
    ...guestRow,
    id: `guest ${number}`,
    reference: `K-${String(number).padStart(3, '0')}`,
    flags: [],
    ...more,
  }) as PersonRow;
export const visit = (name: string, more: Partial<VisitRow> = {}) =>
  ({
    id: name,
    operationId: 'op',
    centreId: 'wren',
    kind: 'staff',
    name,
    organisation: 'Red Cross',
    zone: null,
    signedInAt: at('08:00'),
    signedOutAt: null,
    rowVersion: 1,
    ...more,
  }) as VisitRow;
export const [day, night] = ['0193e0a0-0000-7000-8000-00000000000a', '0193e0a0-0000-7000-8000-00000000000b'];
export const shift = (more: Partial<Slot> = {}) =>
  ({
    ...slotRow,
    id: day,
    role: 'welfare',
    state: 'arrived',
    shiftStart: at('06:00'),
    shiftEnd: at('14:00'),
    needed: 2,
    accepted: 2,
    arrived: 2,
    arrivedAt: at('06:00'),
    ...more,
  }) as Slot;
export const mark = (id: string, subjectId: string | null, more: Partial<RollCallMarkRow> = {}): RollCallMarkRow => ({
  id,
  operationId: 'op',
  centreId: 'wren',
  rollCallId: 'call',
  subjectKind: 'guest',
  subjectId,
  reference: null,
  zone: null,
  markedAt: at('09:20'),
  markedBy: 'Joan P.',
  countedBy: 'this tablet',
  late: false,
  takenBackAt: null,
  ...more,
});
export const show = <K extends Kind>(kind: K, ...all: RowOf[K][]) => hold(kind, all);

/** Nothing is held but a roll call that runs at Wren, at half past nine; Joan counts at a tablet. */
export const begin = (): void => {
  forget();
  forgetTyped();
  author.value = { id: 'joan', name: 'Joan P.', device: { id: 'this tablet', key: {} as CryptoKey } };
  setClock(at('09:30'), 0);
  tick();
  show('rollCall', call);
};
