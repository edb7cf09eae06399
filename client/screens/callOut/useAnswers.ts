import { answerSlots, type Slot } from '../../../shared/rosters/contract.ts';
import { arrivalFor } from '../../../shared/rosters/arrival.ts';
import { coarseNow, placeHere, slotsHere } from '../../parts/centres/here.ts';
import { spokeFor } from '../../parts/rosters/spoke.ts';
import { toSend } from '../../forms/toSend.ts';
import { useForm } from '../../forms/useForm.ts';
import { momentOf, offered, sentAs, timeFault, type When } from '../../forms/when.ts';
import { now } from '../../session/now.ts';
import type { Call } from './calls.ts';

/** Where nothing was typed for a shift: all of them, by the partner's own time. */
export type Draft = { saidBy: string; words: string } & Record<`heads ${string}`, number | null | undefined> &
  Record<`by ${string}`, When | undefined>;

const noTime: When = { time: '', day: null };

/** By when they come, as long as nobody says another time; empty where the register does not say how long they take. */
export const byOf = (call: Call, slot: Slot, draft: Draft): When => {
  const typed = draft[`by ${slot.id}`];
  if (typed) return typed;
  const own = slot.arriveBy
    ? new Date(slot.arriveBy)
    : arrivalFor(slot, call.reach?.callout ?? [], new Date(coarseNow.value));
  return own ? { ...offered(own), was: own.toISOString() } : noTime;
};

export const headsOf = (slot: Slot, draft: Draft): number | null => {
  const typed = draft[`heads ${slot.id}`];
  return typed === undefined ? slot.needed : typed;
};

const nobody = ({ saidBy }: Draft) => ({ saidBy: saidBy.trim() === '' && 'Say who gave the answer' });

/** One partner's answers: the name once, one save for all of its shifts. */
export const useAnswers = (call: Call, some: boolean) => {
  const slots = call.open.flatMap((it) => it.slots);
  const timesMissing = (draft: Draft, heads: (slot: Slot) => number | null) =>
    Object.fromEntries(
      slots
        .filter((it) => (heads(it) ?? 0) > 0)
        .map((it) => [`by ${it.id}`, timeFault(byOf(call, it, draft), now.value, '06:20')]),
    );
  const sendsAs = (heads: (slot: Slot, draft: Draft) => number) => (draft: Draft) =>
    toSend(answerSlots, {
      ...placeHere.value,
      partner: call.code,
      saidBy: draft.saidBy,
      words: draft.words,
      channel: 'phone',
      answers: slots.map((it) => ({
        slotId: it.id,
        baseVersion: it.rowVersion,
        heads: heads(it, draft),
        arriveBy: heads(it, draft) > 0 ? sentAs(byOf(call, it, draft), now.value) : null,
      })),
    });
  const someFaults = (draft: Draft) => ({
    ...nobody(draft),
    ...Object.fromEntries(slots.map((it) => [`heads ${it.id}`, headsOf(it, draft) === null && 'Enter how many come'])),
    ...timesMissing(draft, (it) => headsOf(it, draft)),
  });
  const allFaults = (draft: Draft) => ({ ...nobody(draft), ...timesMissing(draft, (it) => it.needed) });
  const form = useForm({
    draft: (): Draft => ({ saidBy: spokeFor(slotsHere.peek(), call.code), words: '' }),
    // Enter in the name says nothing of what they answered.
    faults: (draft) => (some ? someFaults(draft) : { saidBy: 'Choose Yes to all, Some or No' }),
    sends: sendsAs((it, draft) => headsOf(it, draft) ?? 0),
    needsSignal: true,
  });
  return {
    form,
    /** Can all be promised as it stands, or is it to be asked by when they come? */
    known: slots.every((it) => momentOf(byOf(call, it, form.draft), now.value) !== null),
    all: () =>
      void form.submit(
        sendsAs((it) => it.needed),
        allFaults,
      ),
    none: () =>
      void form.submit(
        sendsAs(() => 0),
        nobody,
      ),
  };
};
