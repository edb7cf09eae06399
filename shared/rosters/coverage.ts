import { londonWhen } from '../london.ts';
import type { CapacityDetails } from '../partners/contract.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const QUARTER = 15 * MINUTE;
/** To set up, somebody comes this long before the doors, and never for more than this share of a stretch. For the council to confirm. */
const SET_UP = { hours: 2, share: 1 / 4 } as const;

export type Offer = Pick<CapacityDetails, 'partner' | 'languages' | 'heads' | 'calloutMinutes' | 'maxHours'> & {
  /** When the partner answers and works; leave out for always. The server works it out from its hours. */
  open?: readonly { from: Date; to: Date }[];
};
export interface CoverageNeed {
  /** Null takes anybody. */
  language: string | null;
  heads: number;
}
export interface CoverageSegment {
  from: Date;
  to: Date;
  heads: number;
  level: 'covered' | 'some' | 'nobody';
}
export interface Coverage {
  needed: number;
  segments: CoverageSegment[];
  /** `Covered`, `2 short to 06:46`, `Relief by Fri 20 Nov 02:00`, `Nobody to ask`: a day where it is not that of the call. */
  words: string;
  level: 'covered' | 'relief' | 'short' | 'nobody';
  firstShortAt: Date | null;
}

interface Head {
  languages: readonly string[];
  /** Times between which this one may work, and for how long at most; all in milliseconds. */
  windows: { from: number; to: number }[];
  longest: number;
  used: boolean;
}

/**
 * What a role's partners could cover if called at `callAt`, for `hours` from `doorsAt`: each head comes
 * `calloutMinutes` after an open line is called, but not before there is something to set up, works `maxHours` once,
 * and is relieved by the next. So hours are the same whether the doors open in three hours or in three days.
 */
export function coverageStrip(
  offers: readonly Offer[],
  needs: readonly CoverageNeed[],
  doorsAt: Date,
  callAt: Date,
  hours = 24,
): Coverage {
  const end = doorsAt.getTime() + hours * HOUR;
  const from = callAt.getTime();
  const heads = offers.flatMap((offer) => headsOf(offer, from, doorsAt.getTime(), end));
  const tracks = needs.map((need) => ({ need, duties: schedule(heads, need, from, end) }));
  const needed = needs.reduce((sum, need) => sum + need.heads, 0);
  const segments = segmentsOf(tracks, needed, doorsAt.getTime(), end);
  return { needed, segments, ...inWords(segments, needed, offers, callAt) };
}

function headsOf(offer: Offer, callAt: number, doorsAt: number, end: number): Head[] {
  const open = offer.open?.map(({ from, to }) => ({ from: from.getTime(), to: to.getTime() })) ?? [
    { from: callAt, to: Infinity },
  ];
  // Called once, as soon as the line is open: who works again the next day has long been told.
  const called = Math.max(callAt, ...open.slice(0, 1).map(({ from }) => from));
  const longest = offer.maxHours * HOUR;
  const earliest = Math.max(
    called + offer.calloutMinutes * MINUTE,
    doorsAt - Math.min(SET_UP.hours * HOUR, longest * SET_UP.share),
  );
  const windows = open
    .map(({ from, to }) => ({ from: Math.max(from, earliest), to }))
    .filter(({ from, to }) => from < to && from < end);
  return Array.from({ length: offer.heads }, () => ({
    languages: offer.languages,
    windows,
    longest,
    used: false,
  }));
}

interface Duty {
  from: number;
  to: number;
}

// Whoever is free longest-serving first, so that reliefs are few.
function schedule(heads: Head[], need: CoverageNeed, from: number, end: number): Duty[] {
  const able = heads
    .filter(({ used, languages }) => !used && (need.language === null || languages.includes(need.language)))
    .toSorted((a, b) => b.longest - a.longest);
  const duties: Duty[] = [];
  const moments = new Set([from, ...able.flatMap(({ windows }) => windows.map((window) => window.from))]);
  for (let moment = next(moments, -Infinity); moment < end; moment = next(moments, moment)) {
    const now = moment;
    for (const head of able) {
      const working = duties.filter((duty) => duty.from <= now && now < duty.to).length;
      if (working >= need.heads) break;
      const window = head.used ? undefined : head.windows.find((each) => each.from <= now && now < each.to);
      if (!window) continue;
      head.used = true;
      const duty = { from: now, to: Math.min(now + head.longest, window.to) };
      duties.push(duty);
      moments.add(duty.to);
    }
  }
  return duties;
}

const next = (moments: Set<number>, after: number): number =>
  Math.min(...[...moments].filter((moment) => moment > after));

function segmentsOf(
  tracks: { need: CoverageNeed; duties: Duty[] }[],
  needed: number,
  from: number,
  end: number,
): CoverageSegment[] {
  const edges = tracks.flatMap(({ duties }) => duties.flatMap((duty) => [duty.from, duty.to]));
  const cuts = [...new Set([from, ...edges.filter((edge) => edge > from && edge < end)])].toSorted((a, b) => a - b);
  const segments: CoverageSegment[] = [];
  for (const [index, cut] of cuts.entries()) {
    const heads = tracks.reduce((sum, { need, duties }) => sum + Math.min(need.heads, working(duties, cut)), 0);
    const to = new Date(cuts[index + 1] ?? end);
    const last = segments.at(-1);
    if (last?.heads === heads) last.to = to;
    else
      segments.push({
        from: new Date(cut),
        to,
        heads,
        level: heads >= needed ? 'covered' : heads > 0 ? 'some' : 'nobody',
      });
  }
  return segments;
}

const working = (duties: Duty[], moment: number): number =>
  duties.filter(({ from, to }) => from <= moment && moment < to).length;

function inWords(
  segments: CoverageSegment[],
  needed: number,
  offers: readonly Offer[],
  callAt: Date,
): Pick<Coverage, 'words' | 'level' | 'firstShortAt'> {
  const gap = segments.find(({ level }) => level !== 'covered');
  if (!gap) return { words: 'Covered', level: 'covered', firstShortAt: null };
  if (offers.every(({ heads }) => heads === 0))
    return { words: 'Nobody to ask', level: 'nobody', firstShortAt: gap.from };
  if (gap !== segments[0]) {
    // Rounded down: relief that comes early does no harm.
    const by = Math.floor(gap.from.getTime() / QUARTER) * QUARTER;
    return { words: `Relief by ${londonWhen(by, callAt)}`, level: 'relief', firstShortAt: gap.from };
  }
  const whole = segments.find(({ level }) => level === 'covered');
  const short = needed - gap.heads;
  return {
    words: whole ? `${short} short to ${londonWhen(whole.from, callAt)}` : `${short} short`,
    level: 'short',
    firstShortAt: gap.from,
  };
}
