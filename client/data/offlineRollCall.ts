import type { RollCallMarkRow, RollCallRow } from '../../shared/rollCalls/contract.ts';
import type { Shift } from '../../shared/rollCalls/rostered.ts';
import type { Slot } from '../../shared/rosters/contract.ts';
import type { VisitRow } from '../../shared/visits.ts';
import { rows } from './store.ts';

interface Kept {
  slot: (Shift & Pick<Slot, 'operationId' | 'rowVersion' | 'language'>)[];
  visit: VisitRow[];
  rollCall: RollCallRow[];
  rollCallMark: RollCallMarkRow[];
}

/** How many of whom are on site, as anybody who counts is told, and nothing else: what a lead knows besides stays off the disk. */
const onShift = ({
  id,
  operationId,
  centreId,
  rowVersion,
  role,
  partner,
  partnerName,
  language,
  shiftStart,
  shiftEnd,
  state,
  arrived,
  arrivedAt,
}: Slot): Kept['slot'][number] => ({
  id,
  operationId,
  centreId,
  rowVersion,
  role,
  partner,
  partnerName,
  language,
  shiftStart,
  shiftEnd,
  state,
  arrived,
  arrivedAt,
});

/**
 * What a tablet needs to go on counting after a restart without signal: who is signed in or on shift at the centre, the roll call
 * that runs, and its marks. To put them back, apply each as a row of its kind.
 */
export const offlineRollCall = (centreId: string): Kept => {
  const calls = rows.rollCall.peek().filter((it) => it.centreId === centreId);
  const running = new Set(calls.filter((it) => it.joinedTo === null && it.endedAt === null).map((it) => it.id));
  const counted = calls.filter((it) => running.has(it.joinedTo ?? it.id));
  const ids = new Set(counted.map((it) => it.id));
  const isHere = (it: Slot): boolean => it.centreId === centreId && it.state === 'arrived';
  return {
    slot: rows.slot.peek().filter(isHere).map(onShift),
    visit: rows.visit.peek().filter((it) => it.centreId === centreId && it.signedOutAt === null),
    rollCall: counted,
    rollCallMark: rows.rollCallMark.peek().filter((it) => it.centreId === centreId && ids.has(it.rollCallId)),
  };
};
