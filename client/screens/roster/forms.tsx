import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Slot } from '../../../shared/rosters/contract.ts';
import { now } from '../../session/now.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { clockText, momentNear } from '../../forms/times.ts';
import { type Base, useBase } from '../../forms/useBase.ts';
import { errorAt, type Refused, type Sending, useSend } from '../../forms/useSend.ts';
import { online } from '../../data/truths.ts';
import { TextField } from '../../ui/fields.tsx';
import { cellOf } from './board.ts';

const BEFORE = 15 * 60_000;

/** When to be there for a shift: a quarter of an hour before it, or soon where it has begun. */
export const usualArrival = (slot: Slot): string => {
  const start = Date.parse(slot.shiftStart) - BEFORE;
  const soon = now.value.getTime() + 2 * BEFORE;
  return clockText(slot.arriveBy ?? Math.max(start, soon));
};

/** `HH:MM` as a moment near the shift, or near now where the shift is under way. */
export const momentFor = (slot: Slot, text: string): string | null =>
  momentNear(text, Math.max(Date.parse(slot.shiftStart), Math.min(now.value.getTime(), Date.parse(slot.shiftEnd))));

export interface SlotForm extends Sending {
  base: Base;
  /** Says what is wrong before anything is sent. */
  fault: string | null;
  setFault: (fault: string | null) => void;
  where: (slot: Slot) => { operationId: string; slotId: string; baseVersion: number };
}

export const useSlotForm = (slot: Slot): SlotForm => {
  const sending = useSend();
  const [fault, setFault] = useState<string | null>(null);
  const base = useBase(slot.rowVersion, sending.refused);
  const where = ({ operationId, id }: Slot) => ({ operationId, slotId: id, baseVersion: base.version() });
  // The form stays through lost signal, with what is typed in it; only the sending waits.
  return { ...sending, busy: sending.busy || !online.value, base, fault, setFault, where };
};

export function FormFault({ form, slot }: { form: SlotForm; slot: Slot }) {
  const { words, more } = cellOf([slot], now.value.getTime());
  return (
    <>
      {form.fault && (
        <p class="govuk-error-message" role="alert">
          {form.fault}
        </p>
      )}
      <Refusal refused={form.refused} now={[words, more].filter(Boolean).join(', ')} />
    </>
  );
}

export const wrong = (refused: Refused | null, field: string): { error?: string } => {
  const error = errorAt(refused, field);
  return error ? { error } : {};
};

interface TimeProps {
  id: string;
  label: ComponentChildren;
  value: string;
  onInput: (value: string) => void;
  error?: string;
}

export const TimeField = (props: TimeProps) => <TextField {...props} width={5} placeholder="21:30" maxLength={5} />;
