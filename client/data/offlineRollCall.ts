import type { RollCallMarkRow, RollCallRow } from '../../shared/rollCalls/contract.ts';
import type { VisitRow } from '../../shared/visits.ts';
import { rows } from './store.ts';

interface Kept {
  visit: VisitRow[];
  rollCall: RollCallRow[];
  rollCallMark: RollCallMarkRow[];
}

/**
 * What a tablet needs to go on counting after a restart without signal: who is signed in at the centre, the roll call
 * that runs, and its marks. To put them back, apply each as a row of its kind.
 */
export const offlineRollCall = (centreId: string): Kept => {
  const calls = rows.rollCall.peek().filter((it) => it.centreId === centreId);
  const running = new Set(calls.filter((it) => it.joinedTo === null && it.endedAt === null).map((it) => it.id));
  const counted = calls.filter((it) => running.has(it.joinedTo ?? it.id));
  const ids = new Set(counted.map((it) => it.id));
  return {
    visit: rows.visit.peek().filter((it) => it.centreId === centreId && it.signedOutAt === null),
    rollCall: counted,
    rollCallMark: rows.rollCallMark.peek().filter((it) => it.centreId === centreId && ids.has(it.rollCallId)),
  };
};
