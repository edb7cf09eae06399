/** Who is expected, who has been seen: one rule, for the screens and for the count kept at the end. */
import type { PersonRow } from '../people.ts';
import type { HeadKind, RollCallMarkRow, RollCallRow } from './contract.ts';
import { headKinds } from './contract.ts';
import { type Differences, rosterDifferences, type Shift, type Signed } from './rostered.ts';

type Guest = Pick<PersonRow, 'id' | 'centreId' | 'reference' | 'presence' | 'undoneAt'> & {
  mergedInto?: string | null | undefined;
};
type Visit = Signed;
export type Mark = Pick<
  RollCallMarkRow,
  'id' | 'centreId' | 'rollCallId' | 'subjectKind' | 'subjectId' | 'reference' | 'markedAt' | 'takenBackAt'
>;
type Call = Pick<RollCallRow, 'id' | 'centreId' | 'joinedTo' | 'startedAt' | 'endedAt'>;

export interface Known<
  G extends Guest = Guest,
  V extends Visit = Visit,
  M extends Mark = Mark,
  S extends Shift = Shift,
> {
  calls: readonly Call[];
  marks: readonly M[];
  guests: readonly G[];
  visits: readonly V[];
  /** Guests known to be missing from before it began: asked after, not waited for. */
  missingBefore?: ReadonlySet<string>;
  /** The roster of the centre. */
  shifts?: readonly S[];
  /** When whoever is on shift is waited for; as a rule from when the count began. */
  at?: string;
}

export interface Head<
  G extends Guest = Guest,
  V extends Visit = Visit,
  M extends Mark = Mark,
  S extends Shift = Shift,
> {
  kind: HeadKind;
  id: string;
  guest: G | null;
  visit: V | null;
  /** On the roster as on site, and not in the book. */
  shift: S | null;
  /** Marks that stand, latest first. */
  marks: readonly M[];
}

export interface RollCount<
  G extends Guest = Guest,
  V extends Visit = Visit,
  M extends Mark = Mark,
  S extends Shift = Shift,
> {
  notSeen: Head<G, V, M, S>[];
  /** Recorded as out, or missing since before; nobody has seen them yet. */
  out: Head<G, V, M, S>[];
  seen: Head<G, V, M, S>[];
  /** Wristbands seen that are on no list here, each once, latest first. */
  unlisted: { reference: string; mark: M }[];
  expected: number;
  byKind: { kind: HeadKind; seen: number; expected: number }[];
  /** Of the roster and the book. */
  differs: Differences<S, V>;
}

/** The roll call that one counts for. */
export const mainOf = (calls: readonly Call[], id: string): string => calls.find((it) => it.id === id)?.joinedTo ?? id;

/** The roll call running at a centre: the first where two have not heard of each other yet. */
export const runningAt = <C extends Call>(calls: readonly C[], centreId: string): C | undefined =>
  calls
    .filter((it) => it.centreId === centreId && it.joinedTo === null && it.endedAt === null)
    .toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1))[0];

/** What is known of somebody having been reported missing. */
export interface Report {
  personId: string | null;
  raisedAt: string;
  /** When that was settled, or was never so. */
  closedAt: string | null;
}

/** Guests whom nobody could find when it began: not those who were missing once and had been found. */
export const missingAt = (startedAt: string, reports: readonly Report[]): Set<string> => {
  const began = Date.parse(startedAt);
  const stood = reports.filter(
    (it) => Date.parse(it.raisedAt) < began && (it.closedAt === null || Date.parse(it.closedAt) >= began),
  );
  return new Set(stood.flatMap(({ personId }) => personId ?? []));
};

const latestFirst = (a: Mark, b: Mark): number => ((a.markedAt ?? '') > (b.markedAt ?? '') ? -1 : 1);

/** Marks that stand, of one roll call and of those that joined it. */
export const standingMarks = <M extends Mark>(call: Call, calls: readonly Call[], marks: readonly M[]): M[] =>
  marks
    .filter((it) => it.takenBackAt === null && it.subjectKind !== null && it.centreId === call.centreId)
    .filter((it) => mainOf(calls, it.rollCallId) === call.id)
    .toSorted(latestFirst);

const keyOf = (kind: string, id: string): string => (kind === 'guest' ? `guest ${id}` : `visit ${id}`);

/** The one guest who wears a wristband; nobody where two do. */
const wearers = <G extends Guest>(guests: readonly G[]): Map<string, G | null> => {
  const found = new Map<string, G | null>();
  for (const it of guests) found.set(it.reference, found.has(it.reference) ? null : it);
  return found;
};

const isOut = ({ presence }: Guest): boolean => presence === 'temporarily_out' || presence === 'missing';

/** Counts one roll call at its centre. Pure: the same rows in any order give the same count. */
export const countHeads = <G extends Guest, V extends Visit, M extends Mark, S extends Shift>(
  call: Call,
  { calls, marks, guests, visits, missingBefore = new Set(), shifts = [], at = call.startedAt }: Known<G, V, M, S>,
): RollCount<G, V, M, S> => {
  const merged = new Map(guests.flatMap((it) => (it.mergedInto ? [[it.id, it.mergedInto] as const] : [])));
  const people = guests.filter((it) => it.centreId === call.centreId && !it.undoneAt);
  const worn = wearers(people);
  const standing = standingMarks(call, calls, marks);
  const bySubject = new Map<string, M[]>();
  const unlisted = new Map<string, M>();
  for (const it of standing) {
    const id = it.subjectId ?? (it.reference === null ? null : worn.get(it.reference)?.id);
    if (id && it.subjectKind) {
      const key = keyOf(it.subjectKind, merged.get(id) ?? id);
      bySubject.set(key, [...(bySubject.get(key) ?? []), it]);
    } else if (it.reference !== null && !unlisted.has(it.reference)) unlisted.set(it.reference, it);
  }
  const here = <T extends { centreId: string }>(all: readonly T[]) => all.filter((it) => it.centreId === call.centreId);
  const markedAt = (id: string) => bySubject.get(keyOf('staff', id))?.at(-1)?.markedAt ?? null;
  const differs = rosterDifferences(here(shifts), here(visits), at, markedAt);
  const heads: Head<G, V, M, S>[] = [
    ...people.map((it) => ({ kind: 'guest' as const, id: it.id, guest: it, visit: null, shift: null })),
    ...here(visits).map((it) => ({ kind: it.kind, id: it.id, guest: null, visit: it, shift: null })),
    ...differs.unsigned.map((it) => ({ ...it, guest: null, visit: null })),
  ].map((it) => ({ ...it, marks: bySubject.get(keyOf(it.kind, it.id)) ?? [] }));
  return { ...sorted(heads, missingBefore, unlisted), differs };
};

const sorted = <G extends Guest, V extends Visit, M extends Mark, S extends Shift>(
  heads: readonly Head<G, V, M, S>[],
  missingBefore: ReadonlySet<string>,
  unlisted: ReadonlyMap<string, M>,
): Omit<RollCount<G, V, M, S>, 'differs'> => {
  const due = ({ guest, visit, shift }: Head<G, V, M, S>): boolean => {
    if (shift) return true;
    if (visit) return visit.signedOutAt === null;
    return guest?.presence === 'on_site' || (guest?.presence === 'missing' && !missingBefore.has(guest.id));
  };
  const seen = heads.filter((it) => it.marks.length > 0 && (due(it) || (it.guest !== null && isOut(it.guest))));
  const notSeen = heads.filter((it) => it.marks.length === 0 && due(it));
  const out = heads.filter((it) => it.marks.length === 0 && !due(it) && it.guest !== null && isOut(it.guest));
  return {
    notSeen,
    out,
    seen: seen.toSorted((a, b) => latestFirst(a.marks[0] as M, b.marks[0] as M)),
    unlisted: [...unlisted].map(([reference, mark]) => ({ reference, mark })),
    expected: seen.length + notSeen.length,
    byKind: headKinds.map((kind) => {
      const of = (some: readonly Head<G, V, M, S>[]) => some.filter((it) => it.kind === kind).length;
      return { kind, seen: of(seen), expected: of(seen) + of(notSeen) };
    }),
  };
};
