import type { RosterPartner } from '../../../shared/partners/contract.ts';
import { arrivalFor } from '../../../shared/rosters/arrival.ts';
import type { Slot } from '../../../shared/rosters/contract.ts';
import type { ToSend } from '../../forms/toSend.ts';
import { type FormOptions, useForm } from '../../forms/useForm.ts';
import { offeredAhead, type When, whenOf } from '../../forms/when.ts';
import { now } from '../../session/now.ts';
import { cellOf } from './board.ts';

const QUARTER = 15 * 60_000;

/** When they say they are there, else when this partner is for such a shift; where nobody knows, soon, on the next quarter. */
export const usualArrival = (slot: Slot, partner: RosterPartner | undefined): When => {
  if (slot.arriveBy) return whenOf(slot.arriveBy);
  const own = arrivalFor(slot, partner?.reach?.callout ?? [], now.peek());
  return whenOf(own ?? new Date(Math.ceil((now.peek().getTime() + 2 * QUARTER) / QUARTER) * QUARTER));
};

export const inTwenty = (): When => offeredAhead(now.peek().getTime() + 20 * 60_000);

export interface SlotProps {
  slot: Slot;
  partner: RosterPartner | undefined;
}

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
