import { computed, signal } from '@preact/signals';
import type { NeedKindName } from '../../../shared/needs.ts';
import { type AgeBand, amendPerson, checkIn, type PersonRow } from '../../../shared/people.ts';
import { centreId, me, operationId } from '../../session/session.ts';
import { keepSignal } from '../../session/typed.ts';
import type { Alert } from '../../data/alert.ts';
import { alerts } from '../../data/alerts.ts';
import { whenHandedOver } from '../../data/forgetting.ts';
import { newId } from '../../data/ids.ts';
import { NotSaved } from '../../data/notSaved.ts';
import { submit, trySubmit } from '../../data/outbox.ts';
import { byId, rows } from '../../data/store.ts';
import { rememberReference } from '../../data/wristband.ts';
import { isToScan, nextBand } from './numbers.ts';

export type Step = 'wristband' | 'find' | 'paper' | 'language' | 'age' | 'needs' | 'saved' | 'notSaved';

/** A form that is keyed in; its number and time are `null` until they are given. */
export interface Paper {
  form: number | null;
  writtenAt: string | null;
}

export interface Draft {
  /** Whose draft it is, and where: another person on this tablet begins their own. */
  place: string;
  step: Step;
  /** `null` while the next one of the sheet is offered. */
  reference: string | null;
  language: string | null;
  ageBand: AgeBand | null;
  needs: readonly NeedKindName[];
  /** `null` while a guest is at the desk. */
  paper: Paper | null;
  /** `answer`: what Haven has said to it, once it has. `alert`: what the lead must hear of. */
  saved: { personId: string; commandId: string; alert: Alert | null; answer?: 'accepted' | 'refused' } | null;
}

const placeNow = (): string => `${me.peek()?.userId ?? ''} ${operationId.peek() ?? ''} ${centreId.peek() ?? ''}`;

const fresh = (): Draft => ({
  place: placeNow(),
  step: isToScan.peek() ? 'wristband' : 'language',
  reference: null,
  language: null,
  ageBand: null,
  needs: [],
  paper: null,
  saved: null,
});

/** Kept while other screens are looked at: nothing half said is lost. */
export const draft = signal<Draft>(fresh());
const set = (change: Partial<Draft>): void => {
  draft.value = { ...draft.peek(), ...change };
};

/** Nothing has been said of a guest yet. */
export const isUntouched = ({ step, reference, language, paper }: Draft): boolean =>
  (step === 'language' || step === 'wristband') && reference === null && language === null && paper === null;

/** Begins anew where nothing has been said, the draft is someone else's, or was finished before. */
export const arrive = (): void => {
  const it = draft.peek();
  if (it.place !== placeNow() || it.step === 'saved' || isUntouched(it)) draft.value = fresh();
};
const startAgain = (): void => {
  draft.value = fresh();
};
export const nextGuest = startAgain;
whenHandedOver(startAgain);
keepSignal({
  // Another shape of a draft is kept by another name.
  name: () => `check-in 1 ${me.value?.userId ?? ''} ${operationId.value ?? ''} ${centreId.value ?? ''}`,
  held: draft,
  isBlank: (it) => isUntouched(it) || it.saved !== null,
});
/** A form instead of a guest; `form` where its code was scanned. */
export const startPaper = (form: number | null = null): void => {
  draft.value = { ...fresh(), step: 'paper', paper: { form, writtenAt: null } };
};
/** The number and the time on the form are known: now the wristband. */
export const sayPaper = (paper: Paper): void => set({ paper, step: 'wristband' });
/** Somebody with this band went out or left before. */
export const findWearer = (reference: string): void => set({ reference, step: 'find' });
export const go = (step: Step): void => set({ step });

const worn = computed(() => new Map(rows.person.value.filter((it) => !it.undoneAt).map((it) => [it.reference, it])));

/** The guest who wears this number already, if anyone does. */
export const wearer = (reference: string): PersonRow | undefined => {
  const found = worn.value.get(reference);
  return found?.id === draft.value.saved?.personId ? undefined : found;
};

export const savedGuest = computed(() => byId.person.value.get(draft.value.saved?.personId ?? ''));
export const referenceNow = computed(() => savedGuest.value?.reference ?? draft.value.reference ?? nextBand.value);

const firstUnanswered = (it: Draft): Step => {
  if (it.language === null) return 'language';
  return it.ageBand === null ? 'age' : 'needs';
};

const alertFrom = (commandId: string): Alert | null => alerts.peek().find((it) => it.id === commandId) ?? null;

const amend = async (change: { language?: string; ageBand?: AgeBand; reference?: string }): Promise<void> => {
  const guest = savedGuest.peek();
  if (guest) {
    const { operationId: operation, id: personId, rowVersion: baseVersion } = guest;
    const kept = await trySubmit(amendPerson, { operationId: operation, personId, baseVersion, ...change });
    const alert = kept && alertFrom(kept.id);
    const { saved } = draft.peek();
    if (alert && saved) set({ saved: { ...saved, alert } });
  }
  go('saved');
};

/** Keeps an answer and goes to the next question, or corrects a guest who is checked in already. */
export const takeAnswer = (change: { language?: string; ageBand?: AgeBand; reference?: string }): void => {
  if (draft.peek().saved) {
    void amend(change);
    set(change);
    return;
  }
  // The band is in the volunteer's hand by now: it must not change under them.
  const next = { ...draft.peek(), reference: referenceNow.peek(), ...change };
  draft.value = { ...next, step: firstUnanswered(next) };
};
/** Keeps an answer without going on, as arrow keys do. */
export const mark = (change: { language?: string; ageBand?: AgeBand }): void => set(change);
export const setNeeds = (needs: readonly NeedKindName[]): void => set({ needs });

const markAnswered = (commandId: string, ok: boolean): void => {
  const { saved } = draft.peek();
  if (saved?.commandId === commandId) set({ saved: { ...saved, answer: ok ? 'accepted' : 'refused' } });
};

const onPaper = ({ paper }: Draft) =>
  paper?.form && paper.writtenAt ? { paperForm: paper.form, writtenAt: paper.writtenAt } : {};

const keep = async (needs: readonly NeedKindName[]): Promise<void> => {
  const { language, ageBand } = draft.peek();
  const reference = referenceNow.peek();
  const personId = newId();
  const args = {
    operationId: operationId.peek() ?? '',
    centreId: centreId.peek() ?? '',
    personId,
    reference,
    language: language ?? 'und',
    ageBand: ageBand ?? 'unsure',
    needs: needs.map((kind) => ({ id: newId(), kind })),
    ...onPaper(draft.peek()),
  };
  const kept = (commandId: string): void => {
    rememberReference(args.operationId, reference);
    set({ reference, needs, saved: { personId, commandId, alert: alertFrom(commandId) }, step: 'saved' });
  };
  const { id, answer } = await submit(checkIn, args, { kept });
  void answer.then(({ ok }) => markAnswered(id, ok));
};

/** Saving takes a moment; only where it takes longer is it worth drawing the question anew to say so. */
const SLOW_MS = 150;
let isSaving = false;
/** It takes longer. No part of the draft: whoever finds that again after a reload can go on. */
export const savingSlowly = signal(false);

/** Checks the guest in. Whatever goes wrong, the volunteer is told to write it on paper. */
export const save = async (needs: readonly NeedKindName[] = draft.peek().needs): Promise<void> => {
  if (isSaving) return;
  isSaving = true;
  const slow = setTimeout(() => (savingSlowly.value = true), SLOW_MS);
  try {
    await keep(needs);
  } catch (error) {
    set({ needs, step: 'notSaved' });
    if (!(error instanceof NotSaved)) throw error;
  } finally {
    clearTimeout(slow);
    isSaving = false;
    savingSlowly.value = false;
  }
};
