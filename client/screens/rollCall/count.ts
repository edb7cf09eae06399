import { computed } from '@preact/signals';
import { finds } from '../../../shared/fold.ts';
import { mayBeChild } from '../../../shared/people.ts';
import {
  countHeads,
  type Head,
  type Known,
  missingAt,
  type RollCount,
  runningAt,
} from '../../../shared/rollCalls/count.ts';
import type { RollCallMarkRow } from '../../../shared/rollCalls/contract.ts';
import { languageOf } from '../../../shared/languages.ts';
import { roleTitle } from '../../../shared/partners/names.ts';
import type { Slot } from '../../../shared/rosters/contract.ts';
import type { PersonRow } from '../../../shared/people.ts';
import type { VisitRow } from '../../../shared/visits.ts';
import { coarseNow } from '../../parts/centres/here.ts';
import { centreId } from '../../session/session.ts';
import { counting } from '../../data/optimisticRollCall.ts';
import { byId, rows } from '../../data/store.ts';

export type HeadHere = Head<PersonRow, VisitRow, RollCallMarkRow, Slot>;
export type CountHere = RollCount<PersonRow, VisitRow, RollCallMarkRow, Slot>;

/** The roll call running at the chosen centre. */
export const callHere = computed(() => runningAt(rows.rollCall.value, centreId.value ?? '') ?? null);

/** The last one that has ended there. */
export const lastEnded = computed(
  () =>
    rows.rollCall.value
      .filter((it) => it.centreId === centreId.value && it.endedAt !== null && it.joinedTo === null)
      .toSorted((a, b) => ((a.endedAt ?? '') > (b.endedAt ?? '') ? -1 : 1))[0] ?? null,
);

/** Guests whom nobody could find when it began. */
const missingSince = (startedAt: string): Set<string> =>
  missingAt(
    startedAt,
    rows.need.value.filter((it) => byId.needDetail.value.get(it.id)?.kind === 'missing_person'),
  );

const known = (startedAt: string): Known<PersonRow, VisitRow, RollCallMarkRow, Slot> => ({
  calls: rows.rollCall.value,
  marks: rows.rollCallMark.value,
  guests: rows.person.value,
  visits: rows.visit.value,
  shifts: rows.slot.value,
  missingBefore: missingSince(startedAt),
});

const nobodyStarted = { id: '', joinedTo: null, endedAt: null, startedAt: '9999' };

/** Everyone at the chosen centre, seen or not; before a roll call nobody has been. */
export const countHere = computed((): CountHere => {
  const call = callHere.value;
  if (call) return countHeads(call, known(call.startedAt));
  const none = { ...nobodyStarted, centreId: centreId.value ?? '' };
  return countHeads(none, { ...known(none.startedAt), at: new Date(coarseNow.value).toISOString() });
});

/** Marks made on this tablet stand first in what it tells its lead. */
export const isMine = (mark: RollCallMarkRow): boolean => mark.countedBy === counting();
export const seenHere = (head: HeadHere): boolean => head.marks.some(isMine);

/** Heads that this tablet has seen, those on no list included. */
export const ownCount = computed(
  () => countHere.value.seen.filter(seenHere).length + countHere.value.unlisted.filter((it) => isMine(it.mark)).length,
);

/** Tablets that have marked someone, with this one. */
export const tablets = computed(() => {
  const { seen, unlisted } = countHere.value;
  const marks = [...seen.flatMap((it) => it.marks), ...unlisted.map((it) => it.mark)];
  return new Set([...marks.map((it) => it.countedBy), counting()]).size;
});

/** When the last of them was first seen. */
export const allSeenAt = computed((): string | null => {
  const firsts = countHere.value.seen.map((it) => it.marks.at(-1)?.markedAt ?? '');
  return firsts.toSorted().at(-1) || null;
});

/** Which of those of a shift who are not in the book. */
const ofThose = ({ id, shift }: HeadHere): string => {
  const all = countHere.value.differs.unsigned.filter((it) => it.shift.id === shift?.id).map((it) => it.id);
  return all.length > 1 ? ` ${all.toSorted().indexOf(id) + 1} of ${all.length}` : '';
};

export const partnerOf = ({ partner, partnerName }: Pick<Slot, 'partner' | 'partnerName'>): string =>
  partnerName ?? partner;

export const nameOf = (head: HeadHere): string | null =>
  head.guest ? (byId.personIdentity.value.get(head.id)?.preferredName ?? null) : head.visit?.organisation || null;
export const titleOf = (head: HeadHere): string => {
  const { guest, visit, shift } = head;
  if (shift) return `${shiftTitle(shift)}${ofThose(head)}`;
  return guest?.reference ?? visit?.name ?? '';
};
export const zoneOf = (head: HeadHere): string | null => (head.guest ?? head.visit)?.zone ?? null;
export const isChild = (head: HeadHere): boolean => head.guest !== null && mayBeChild(head.guest.ageBand);

/** Guests, then those of the book, then those of whom the roster alone tells. */
const rank = ({ guest, visit }: HeadHere): number => (guest ? 0 : visit ? 1 : 2);

/** By number, as they are called out; then by name. */
export const inOrder = (heads: readonly HeadHere[]): HeadHere[] =>
  heads.toSorted((a, b) => rank(a) - rank(b) || titleOf(a).localeCompare(titleOf(b), 'en', { numeric: true }));

/** Those of each shift together, as whoever leads them tells of them. */
export const byShift = (heads: readonly HeadHere[]): { shift: Slot; heads: HeadHere[] }[] => {
  const found = new Map<string, { shift: Slot; heads: HeadHere[] }>();
  for (const it of heads) {
    if (it.shift) found.set(it.shift.id, { shift: it.shift, heads: [...(found.get(it.shift.id)?.heads ?? []), it] });
  }
  return [...found.values()];
};

export const shiftTitle = (shift: Slot): string => {
  const language = shift.language ? `, ${languageOf(shift.language).english}` : '';
  return `${partnerOf(shift)}: ${roleTitle(shift.role)}${language}`;
};

/** Those of a place whose wristband, name or organisation holds what was typed. */
export const found = (heads: readonly HeadHere[], text: string, zone: string | null): HeadHere[] =>
  heads.filter((it) => (zone === null || (zoneOf(it) ?? '') === zone) && finds(text, [titleOf(it), nameOf(it)]));

/** By place, those without one last. */
export const byZone = (heads: readonly HeadHere[]): { zone: string | null; heads: HeadHere[] }[] => {
  const places = new Map<string | null, HeadHere[]>();
  for (const it of heads) places.set(zoneOf(it), [...(places.get(zoneOf(it)) ?? []), it]);
  return [...places]
    .toSorted(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
    .map(([zone, all]) => ({ zone, heads: inOrder(all) }));
};
