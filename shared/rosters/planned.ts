import type { SlotLike } from './contract.ts';

/** A stretch of time in milliseconds; `to` is `null` where it goes on past what is looked at. */
export interface Unplanned {
  from: number;
  to: number | null;
}

const isShift = (it: SlotLike): boolean => it.state !== 'stood_down' && it.needed > 0;

/**
 * When between two moments no shift is planned: before the first, after the last, or between two. Such hours are not
 * covered, and nobody is short in them either. Of a roster without a shift left, all of it.
 */
export const unplanned = (slots: readonly SlotLike[], from: number, to: number): Unplanned[] => {
  const shifts = slots
    .filter(isShift)
    .map((it) => ({ start: Date.parse(it.shiftStart), end: Date.parse(it.shiftEnd) }))
    .filter(({ start, end }) => end > from && start < to)
    .toSorted((a, b) => a.start - b.start);
  const found: Unplanned[] = [];
  let planned = from;
  for (const { start, end } of shifts) {
    if (start > planned) found.push({ from: planned, to: start });
    planned = Math.max(planned, end);
  }
  return planned < to ? [...found, { from: planned, to: null }] : found;
};
