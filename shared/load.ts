import { type CentreState, isReceiving } from './centres.ts';

/** How a centre stands with its places. */
export const loads = ['room', 'full', 'over'] as const;
export type Load = (typeof loads)[number];

export interface Places {
  state: CentreState;
  /** People the welfare staff on site can look after. */
  staffed: number;
  /** People the building sleeps. */
  places: number;
}

/** Staff and building both bound it. Before doors open the staff are not there yet; where none are, that is said apart. */
export const limitOf = ({ state, staffed, places }: Places): number =>
  staffed > 0 && (isReceiving(state) || state === 'standing_down') ? Math.min(staffed, places) : places;

/** `people` is `null` where the number is not told: nothing is then said of it that a manager has not. */
export const loadOf = (it: Places, people: number | null): Load => {
  if (people !== null && people > limitOf(it)) return 'over';
  const reached = people !== null && people > 0 && people === limitOf(it);
  return it.state === 'full' || reached ? 'full' : 'room';
};

/** `2 over`, `full`, or nothing to say. */
export const loadWords = (it: Places, people: number | null): string =>
  ({ room: '', full: 'full', over: `${(people ?? 0) - limitOf(it)} over` })[loadOf(it, people)];
