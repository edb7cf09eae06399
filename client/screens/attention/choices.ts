import type { AttentionItem, AttentionKind, attentionChoices } from '../../../shared/attention.ts';
import type { IconName } from '../../ui/icons.tsx';

export type ChoiceName = (typeof attentionChoices)[number];

export interface Offer {
  choice: ChoiceName;
  label: string;
  icon?: IconName;
  /** Stands out; two that do have equal weight. */
  main?: true;
}

const ask: Offer = { choice: 'ask', label: 'Ask someone to check' };
const amend: Offer = { choice: 'amend', label: 'Change it and send', icon: 'edit' };
const discard: Offer = { choice: 'discard', label: 'Discard' };
const joining = (apart: string): Offer[] => [
  { choice: 'join', label: 'Same person: join them', icon: 'join', main: true },
  { choice: 'apart', label: apart, icon: 'fork', main: true },
  ask,
];

const offers: Record<AttentionKind, readonly Offer[]> = {
  same_reference: joining('Two people: new wristband'),
  duplicate: joining('Two people: keep both'),
  conflict: [
    { choice: 'discard', label: 'Keep what it says now', main: true },
    { choice: 'retry', label: 'Use what this tablet said', main: true },
    amend,
    ask,
  ],
  refused: [{ choice: 'retry', label: 'Send again as it was', icon: 'refresh', main: true }, amend, discard, ask],
  quarantined: [{ choice: 'release', label: 'Let it in', icon: 'check', main: true }, discard, ask],
  clock: [{ choice: 'resolve', label: 'Its clock is set', icon: 'check', main: true }, ask],
  held: [{ ...amend, label: 'Correct the wristband' }, ask, discard],
};

/** What may be chosen, in the words that fit; the server says which. */
export const offersFor = ({ kind, choices, asked }: Pick<AttentionItem, 'kind' | 'choices' | 'asked'>): Offer[] =>
  offers[kind].filter(({ choice }) => choices.includes(choice) && !(choice === 'ask' && asked));

/** The reasons of choices that are one already. */
export const CLOCK_SET = 'Its clock is set';
export const KEPT_NOW = 'Kept what the record says now';
