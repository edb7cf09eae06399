import { momentOf } from '../../forms/when.ts';
import type { Draft } from './draft.ts';
import { type Chosen, isTaken } from './shortlist.ts';

export interface Fault {
  id: string;
  text: string;
  /** Said by the server, of a field that said this: whether another answer is right, only the server can tell. */
  told?: string;
}

const numbersWrong = ({ expected, atLeast, atMost }: Draft): Fault[] => {
  if (!expected || !Number.isInteger(expected)) return [{ id: 'expected', text: 'Enter how many people are expected' }];
  if (expected > 1000) return [{ id: 'expected', text: 'Expected must be 1000 or fewer. Use several operations' }];
  if (atLeast !== null && atLeast > expected)
    return [{ id: 'at-least', text: '“At least” must not be more than expected' }];
  if (atMost !== null && atMost < expected)
    return [{ id: 'at-most', text: '“At most” must not be less than expected' }];
  return [];
};

/** What the first step still lacks, with the field to go to. */
export const whoFaults = (draft: Draft, now: Date): Fault[] => [
  ...numbersWrong(draft),
  ...(momentOf(draft, now) ? [] : [{ id: 'arrival', text: 'Enter when the first people arrive, such as 06:30' }]),
  ...(draft.from.trim() && !draft.square
    ? [{ id: 'from', text: 'Enter a grid square such as SK 45, or a town on the map' }]
    : []),
];

export const whereFaults = (chosen: Chosen | null): Fault[] => {
  if (!chosen || chosen.kind === 'gone') return [{ id: 'venue', text: 'Choose a venue' }];
  if (chosen.kind === 'ruled_out' && isTaken(chosen.venue))
    return [{ id: 'venue', text: 'Choose another venue: this one is in use' }];
  return [];
};

export const whyFaults = (draft: Draft, chosen: Chosen | null): Fault[] => [
  ...(chosen?.kind === 'ruled_out' && !isTaken(chosen.venue) && !draft.overrideReason.trim()
    ? [{ id: 'override', text: 'Say why a venue that is ruled out is used all the same' }]
    : []),
  ...(draft.reason.trim() ? [] : [{ id: 'reason', text: 'Say why this venue. It goes in the decision log' }]),
];

export const allFaults = (draft: Draft, chosen: Chosen | null, now: Date): Fault[] => [
  ...whoFaults(draft, now),
  ...whereFaults(chosen),
  ...whyFaults(draft, chosen),
];

const keysOf: Record<string, readonly (keyof Draft)[]> = {
  expected: ['expected'],
  'at-least': ['atLeast'],
  'at-most': ['atMost'],
  arrival: ['time', 'day'],
  from: ['from', 'square'],
  venue: ['venueId'],
  override: ['overrideReason'],
  reason: ['reason'],
};

/** What the draft says in one field of the page. */
export const saidIn = (draft: Draft, id: string): string => JSON.stringify(keysOf[id]?.map((key) => draft[key]));

/** Those of some faults that still stand. */
export const standing = (faults: readonly Fault[], now: readonly Fault[], draft: Draft): Fault[] =>
  faults.filter((fault) =>
    fault.told === undefined
      ? now.some(({ id, text }) => id === fault.id && text === fault.text)
      : fault.told === saidIn(draft, fault.id),
  );
