import { type OperationRow, wishes } from '../../../shared/operations.ts';
import type { activateCentre } from '../../../shared/centres.ts';
import type { ArgsOf } from '../../../shared/contract.ts';
import { momentOf, offered, soon, type When, whenOf } from '../../forms/when.ts';
import type { Spoken } from '../../parts/operations/LanguagePicker.tsx';
import type { AskedOf } from '../../../shared/contract.ts';
import type { Queries } from '../../../shared/routes/all.ts';

export type Wish = (typeof wishes)[number];

/** What the planner has said so far, as typed; the time is that of the first arrival. */
export interface Draft extends When {
  expected: number | null;
  atLeast: number | null;
  atMost: number | null;
  nights: number;
  from: string;
  square: string | null;
  languages: Spoken[];
  wishes: Wish[];
  venueId: string | null;
  reason: string;
  overrideReason: string;
  /** Where none holds everyone: how many there are in all, and the venue for those left over. */
  rest: { total: number; venueId: string } | null;
}

export const wishWords: Record<Wish, string> = {
  women_and_men_apart: 'Women and men apart',
  children: 'Children, or may be',
  families: 'Families',
  step_free: 'Step-free',
  pets: 'Pets',
};

/** The form as the operation knows it; `expected` where this centre is for others than the whole. */
export const draftFrom = (operation: OperationRow, now: Date, expected?: number): Draft => {
  const arrival = operation.firstArrivalAt ? whenOf(operation.firstArrivalAt) : offered(soon(now));
  const whole = expected === undefined;
  return {
    expected: expected ?? operation.expected ?? null,
    atLeast: (whole && operation.atLeast) || null,
    atMost: (whole && operation.atMost) || null,
    ...arrival,
    nights: operation.nights ?? 2,
    from: operation.fromSquare ?? '',
    square: operation.fromSquare ?? null,
    languages: operation.languages,
    wishes: operation.wishes ?? [],
    venueId: null,
    reason: '',
    overrideReason: '',
    rest: null,
  };
};

/** Another number of people, without a range that it lies outside of. */
export const expecting = (
  expected: number,
  { atLeast, atMost }: Pick<Draft, 'atLeast' | 'atMost'>,
): Pick<Draft, 'expected' | 'atLeast' | 'atMost'> => ({
  expected,
  atLeast: atLeast !== null && atLeast > expected ? null : atLeast,
  atMost: atMost !== null && atMost < expected ? null : atMost,
});

/** People left for a second centre; none where the first takes everyone. */
export const leftOver = ({ rest, expected }: Pick<Draft, 'rest' | 'expected'>): number =>
  rest ? Math.max(0, rest.total - (expected ?? 0)) : 0;

const shared = { atLeast: null, atMost: null };

/** What is said of the operation, where this centre takes only some of its people. */
export const wholeOf = (draft: Draft): Draft =>
  draft.rest && leftOver(draft) > 0 ? { ...draft, ...shared, expected: draft.rest.total } : draft;

/** The draft of the second centre: as the first, but for how many, where and why. */
export const restOf = (draft: Draft, venueId: string): Draft => ({
  ...draft,
  ...shared,
  expected: leftOver(draft),
  venueId,
  reason: '',
  overrideReason: '',
  rest: null,
});

export type Question = Omit<AskedOf<Queries['/api/operations/:id/shortlist']>, 'id'>;

/** The question to rank by; `null` while it cannot be asked. */
export const questionOf = (draft: Draft, now: Date): Question | null => {
  const arrival = momentOf(draft, now);
  if (!draft.expected || draft.expected > 1000 || !arrival) return null;
  return {
    expected: draft.expected,
    arrivalAt: arrival.toISOString(),
    doorsAt: doorsFor(arrival, null).toISOString(),
    nights: draft.nights,
    square: draft.square || undefined,
    wishes: draft.wishes,
    languages: draft.languages.map(({ tag, people }) => (people ? `${tag}:${people}` : tag)),
  };
};

const BEFORE_ARRIVAL = 10 * 60_000;
const FIVE = 300_000;

/** Doors open ten minutes before the first arrival, or when the building is ready if that is later. */
export const doorsFor = (arrival: Date, readyAt: Date | null): Date => {
  const wanted = arrival.getTime() - BEFORE_ARRIVAL;
  const at = Math.max(wanted, readyAt?.getTime() ?? wanted);
  return new Date(at === wanted ? at : Math.ceil(at / FIVE) * FIVE);
};

interface Target {
  operationId: string;
  centreId: string;
  to: 'standby' | 'activating';
  doorsAt: Date;
  now: Date;
  overflowOf: string | null;
}

/** The command's arguments for a draft without faults. */
export const argsOf = (draft: Draft, target: Target): ArgsOf<typeof activateCentre> => {
  const { operationId, centreId, to, doorsAt, now, overflowOf } = target;
  const arrival = momentOf(draft, now);
  return {
    operationId,
    centreId,
    venueId: draft.venueId ?? '',
    to,
    expected: draft.expected ?? 0,
    ...(draft.atLeast === null ? {} : { atLeast: draft.atLeast }),
    ...(draft.atMost === null ? {} : { atMost: draft.atMost }),
    ...(arrival ? { firstArrivalAt: arrival.toISOString() } : {}),
    nights: draft.nights,
    ...(draft.square ? { fromSquare: draft.square } : {}),
    languages: draft.languages,
    wishes: draft.wishes,
    doorsAt: doorsAt.toISOString(),
    reason: draft.reason.trim(),
    ...(draft.overrideReason.trim() ? { overrideReason: draft.overrideReason.trim() } : {}),
    ...(overflowOf ? { overflowOf } : {}),
  };
};
