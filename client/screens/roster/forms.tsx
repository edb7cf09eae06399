import type { Slot } from '../../../shared/rosters/contract.ts';
import type { ToSend } from '../../forms/toSend.ts';
import { type FormOptions, useForm } from '../../forms/useForm.ts';
import { offeredAhead, type When, whenOf } from '../../forms/when.ts';
import { now } from '../../session/now.ts';
import { cellOf } from './board.ts';

const BEFORE = 15 * 60_000;

/** When to be there for a shift: a quarter of an hour before it, or soon where it has begun, on the next quarter. */
export const usualArrival = (slot: Slot): When => {
  if (slot.arriveBy) return whenOf(slot.arriveBy);
  const soon = Math.ceil((now.peek().getTime() + 2 * BEFORE) / BEFORE) * BEFORE;
  return whenOf(new Date(Math.max(Date.parse(slot.shiftStart) - BEFORE, soon)));
};

export const inTwenty = (): When => offeredAhead(now.peek().getTime() + 20 * 60_000);

/** What a slot stands at, for a change that came too late. */
export const nowWords = (slot: Slot): string => {
  const { words, more } = cellOf([slot], now.value.getTime());
  return [words, more].filter(Boolean).join(', ');
};

/** The form stays through lost signal, with what is typed in it; only the sending waits. */
export const useSlotForm = <D extends object, S extends ToSend>(
  slot: Slot,
  it: Omit<FormOptions<D, S>, 'version' | 'needsSignal'>,
) => useForm({ ...it, version: slot.rowVersion, needsSignal: true });

export const slotOf = ({ operationId, id: slotId }: Slot) => ({ operationId, slotId });
