import { distanceKm, type Position } from '../distance.ts';
import { hoursInWords } from '../hours/words.ts';
import { londonDay, londonWhen } from '../london.ts';
import { capacityOf, placesWanted, sizeOf, type CapacityRules, defaultCapacityRules } from './capacity.ts';
import { spokenDuration } from '../words.ts';
import { facilityFacets, reasonsFor, sentence, warningsFor } from './words.ts';
import type { Facility, VenueAccess, VenueFacts } from './venue.ts';

export type FitVenue = VenueFacts &
  Pick<VenueAccess, 'lat' | 'lon'> & {
    id: string;
    archivedAt: string | null;
    /** Words such as `Centre Heron` where it is in use already. */
    inUseBy?: string | null;
  };

export interface FitQuestion<Venue extends FitVenue = FitVenue> {
  venues: readonly Venue[];
  /** People expected. */
  expected: number;
  /** The middle of the square they come from. */
  from?: Position | null;
  arrivalAt: Date;
  /** When the keyholder is called; ready times count from here. */
  callAt: Date;
  /** No night means the day capacity counts. */
  stay?: 'night' | 'day';
  wanted?: readonly Facility[];
  rules?: CapacityRules;
  /** Open from the arrival for `rules.openHours`; the server answers with its library. */
  openAt: (venue: Venue) => boolean;
}

export interface Fit {
  venueId: string;
  code: string;
  /** 0 to 100. */
  score: number;
  fireLimitKnown: boolean;
  reasons: string[];
  warnings: string[];
  /** The two lines a planner reads. */
  reasonLine: string;
  warningLine: string;
  readyAt: Date;
  beds: number;
  km: number | null;
  explanation: string;
}

export const ruledOutKinds = [
  'archived',
  'in_use',
  'unsuitable',
  'inspection_overdue',
  'too_small',
  'not_open',
] as const;
export type RuledOutKind = (typeof ruledOutKinds)[number];
export interface RuledOut {
  venueId: string;
  code: string;
  beds: number;
  reasons: { kind: RuledOutKind; words: string }[];
}

export interface Pair {
  venueIds: [string, string];
  codes: [string, string];
  beds: number;
  words: string;
}

export interface Ranking {
  /** Places looked for, the margin included. */
  wanted: number;
  fit: Fit[];
  ruledOut: RuledOut[];
  /** Only where nothing fits: two that hold everyone together. */
  pair: Pair | null;
}

/** Venues by fit, best first; equals by code. The rest with every reason that rules them out. */
export function rankVenues<Venue extends FitVenue>(question: FitQuestion<Venue>): Ranking {
  const wanted = placesWanted(question.expected, question.rules);
  const judged = question.venues.map((venue) => ({
    fit: measure(venue, question, wanted),
    reasons: ruleOut(venue, question, wanted),
  }));
  const fit = judged
    .filter(({ reasons }) => reasons.length === 0)
    .map((each) => each.fit)
    .toSorted(byScore);
  const tooSmallOnly = judged.filter(
    ({ reasons }) => reasons.length > 0 && reasons.every(({ kind }) => kind === 'too_small'),
  );
  return {
    wanted,
    fit,
    ruledOut: judged
      .filter(({ reasons }) => reasons.length > 0)
      .map(toRuledOut)
      .toSorted(byCode),
    pair:
      fit.length > 0
        ? null
        : bestPair(
            tooSmallOnly.map((each) => each.fit),
            wanted,
          ),
  };
}

const byCode = (a: { code: string }, b: { code: string }): number => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
/** One whose fire limit nobody knows comes after all whose limit is known. */
const byScore = (a: Fit, b: Fit): number =>
  Number(b.fireLimitKnown) - Number(a.fireLimitKnown) || b.score - a.score || byCode(a, b);
const toRuledOut = ({ fit, reasons }: { fit: Fit; reasons: RuledOut['reasons'] }): RuledOut => ({
  venueId: fit.venueId,
  code: fit.code,
  beds: fit.beds,
  reasons,
});

/** Every reason against using it now; empty when it may be chosen freely. */
export function ruleOut<Venue extends FitVenue>(
  venue: Venue,
  question: FitQuestion<Venue>,
  wanted = placesWanted(question.expected, question.rules),
): RuledOut['reasons'] {
  const beds = bedsOf(venue, question);
  const overdue = overdueWords(venue, londonDay(question.arrivalAt));
  const against: (RuledOut['reasons'][number] | null)[] = [
    venue.archivedAt === null ? null : { kind: 'archived', words: 'Off the register' },
    venue.inUseBy ? { kind: 'in_use', words: `In use: ${venue.inUseBy}` } : null,
    venue.suitability === 'unsuitable' ? { kind: 'unsuitable', words: 'Unsuitable at its last inspection' } : null,
    overdue === null ? null : { kind: 'inspection_overdue', words: overdue },
    beds < wanted ? { kind: 'too_small', words: `Holds ${beds}, ${wanted} wanted` } : null,
    question.openAt(venue)
      ? null
      : {
          kind: 'not_open',
          words: `Not free from ${londonWhen(question.arrivalAt, question.callAt)}: ${hoursInWords(venue.availableHours ?? '')}`,
        },
  ];
  return against.filter((reason) => reason !== null);
}

function overdueWords({ suitability, inspectionDue }: VenueFacts, day: string): string | null {
  // One that nobody has inspected may be used; that is said among what speaks against it.
  if (suitability === null) return null;
  if (inspectionDue === null) return 'Never inspected';
  return inspectionDue < day ? `Inspection was due ${inspectionDue.split('-').toReversed().join('/')}` : null;
}

function bedsOf(
  venue: FitVenue,
  { stay = 'night', rules = defaultCapacityRules }: Pick<FitQuestion, 'stay' | 'rules'>,
): number {
  return capacityOf(venue, rules)[stay].places;
}

function measure<Venue extends FitVenue>(venue: Venue, question: FitQuestion<Venue>, wanted: number): Fit {
  const { from = null, wanted: wishes = [], rules = defaultCapacityRules, expected } = question;
  const km = from ? distanceKm(from, venue) : null;
  const beds = bedsOf(venue, question);
  const readyAt = new Date(question.callAt.getTime() + venue.minutesToOpen * 60_000);
  const has = wishes.filter((wish) => facilityFacets[wish].has(venue)).length;
  const late = Math.max(0, Math.ceil((readyAt.getTime() - question.arrivalAt.getTime()) / 60_000));
  const warnings = warningsFor(venue, { km, size: sizeOf(expected, rules), wanted: wishes, rules, late });
  const points = [
    km === null ? 40 : 40 * Math.max(0, 1 - km / 60),
    Math.max(0, 20 - late / 3),
    wishes.length === 0 ? 20 : (20 * has) / wishes.length,
    10 * Math.min(1, (venue.showers ?? 0) / Math.max(1, expected / 10)),
    10 * Math.min(1, beds === 0 ? 0 : (wanted / beds) * 2),
  ];
  const costs = warnings.reduce((sum, { cost }) => sum + cost, 0);
  const total = points.reduce((sum, each) => sum + each, 0) - costs;
  const reasons = reasonsFor(venue);
  const words = warnings.map((warning) => warning.words);
  return {
    venueId: venue.id,
    code: venue.code,
    fireLimitKnown: venue.fireLimit !== null,
    score: Math.round(Math.min(100, Math.max(0, total)) * 10) / 10,
    reasons,
    warnings: words,
    reasonLine: sentence(reasons),
    warningLine: sentence(words),
    readyAt,
    beds,
    km: km === null ? null : Math.round(km * 10) / 10,
    explanation: explain({
      km,
      readyAt,
      callAt: question.callAt,
      late,
      beds,
      wanted,
      has,
      asked: wishes.length,
      // How late it is ready costs points elsewhere, and is said already.
      words: warnings.filter(({ cost }) => cost > 0).map((warning) => warning.words),
      stay: question.stay,
    }),
  };
}

function explain(it: {
  km: number | null;
  readyAt: Date;
  callAt: Date;
  late: number;
  beds: number;
  wanted: number;
  has: number;
  asked: number;
  words: string[];
  stay: FitQuestion['stay'];
}): string {
  const near = it.km === null ? 'Distance not known' : `${it.km.toFixed(0)} km in a straight line`;
  const ready = it.late > 0 ? `${spokenDuration(it.late)} after the first arrival` : 'before the first arrival';
  const asked = it.asked === 0 ? '' : ` Has ${it.has} of ${it.asked} things asked for.`;
  const against = it.words.length === 0 ? ' Nothing against it.' : ` Against it: ${it.words.join(', ')}.`;
  const holds = `${it.stay === 'day' ? 'Holds' : 'Sleeps'} ${it.beds}, ${it.wanted} wanted.`;
  return `${near}. Ready ${londonWhen(it.readyAt, it.callAt)}, ${ready}. ${holds}${asked}${against}`;
}

// Beyond the best few hundred, a pair is no use at this hour.
const PAIR_CANDIDATES = 200;

function bestPair(small: Fit[], wanted: number): Pair | null {
  const candidates = small.toSorted(byScore).slice(0, PAIR_CANDIDATES);
  let best: { first: Fit; second: Fit; score: number } | null = null;
  for (const [index, first] of candidates.entries()) {
    for (const second of candidates.slice(index + 1)) {
      const score = first.score + second.score;
      if (first.beds + second.beds >= wanted && (best === null || score > best.score)) best = { first, second, score };
    }
  }
  if (best === null) return null;
  const { first, second } = best;
  return {
    venueIds: [first.venueId, second.venueId],
    codes: [first.code, second.code],
    beds: first.beds + second.beds,
    words: `None holds ${wanted}. Use two together? ${first.code} and ${second.code} hold ${first.beds + second.beds}`,
  };
}

const shortWords: Record<RuledOutKind, string> = {
  archived: 'off the register',
  in_use: 'in use',
  unsuitable: 'unsuitable',
  inspection_overdue: 'inspection overdue',
  too_small: 'too small',
  not_open: 'not free then',
};

/** `28 too small, 8 inspection overdue, 6 not free then`: each venue once, by the reason hardest to mend. */
export function ruledOutWords(ruledOut: readonly RuledOut[]): string {
  const counts = new Map<RuledOutKind, number>();
  const hardest: RuledOutKind[] = ['archived', 'unsuitable', 'too_small', 'inspection_overdue', 'in_use', 'not_open'];
  for (const { reasons } of ruledOut) {
    const kind = hardest.find((each) => reasons.some((reason) => reason.kind === each));
    if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts]
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([kind, n]) => `${n} ${shortWords[kind]}`)
    .join(', ');
}
