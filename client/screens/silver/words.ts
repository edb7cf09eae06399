import type { BreakdownView, CentreCounts, CountView, VehicleCounts } from '../../../shared/counts.ts';
import { rows } from '../../data/store.ts';
import { whenWords } from '../../session/now.ts';
import { limitOf } from '../../../shared/load.ts';
import { isBefore, loadAt, loadWordsAt, placesOf, vehiclesTo } from './model.ts';

/** `31 of 40`, `fewer than 5`, and `66 beds` where nobody is expected yet. */
export const occupancyWords = (it: CentreCounts): string => {
  if (it.state === 'standby' || it.state === 'planned')
    return it.onSite.value === 0 ? `${it.places} beds` : it.onSite.text;
  const places = placesOf(it);
  return it.onSite.value !== null && places > 0 ? `${it.onSite.text} of ${places}` : it.onSite.text;
};

export const isHidden = ({ kind }: CountView): boolean => kind === 'few' || kind === 'withheld';
/** Worth a word: not nought. */
export const isSome = ({ value }: CountView): boolean => value !== 0;

export const arrivingWords = (it: VehicleCounts): string => `${it.people.text} arriving ${whenWords(it.dueAt)}`;

const first = <T>(all: readonly T[]): T[] => all.slice(0, 1);

const acceptedWords = (it: CentreCounts, doorsAt: string): string[] => {
  const at = Date.parse(doorsAt);
  const shift = rows.slot.value.filter(
    (slot) =>
      slot.centreId === it.id &&
      slot.state !== 'stood_down' &&
      Date.parse(slot.shiftStart) <= at &&
      Date.parse(slot.shiftEnd) > at,
  );
  if (shift.length === 0) return [];
  const promised = shift.reduce((sum, slot) => sum + Math.min(slot.needed, Math.max(slot.accepted, slot.arrived)), 0);
  return [`${promised} of ${shift.reduce((sum, slot) => sum + slot.needed, 0)} staff accepted`];
};

const roomWords = (it: CentreCounts, short: boolean): string => {
  if (loadAt(it) === 'over')
    return limitOf(it) === it.places ? `The building sleeps ${it.places}` : `Staff for ${it.staffed}`;
  return it.staffed > 0 ? `${it.free.text} ${short ? 'places' : 'staffed places'} free` : 'No welfare staff on site';
};

/** `Tablet C silent since 07:35`. */
export const silentWords = ({ silent }: Pick<CentreCounts, 'silent'>): string[] =>
  silent.map(({ letter, since }) => `Tablet ${letter} silent since ${whenWords(since)}`);

/** What is past its time, in words; empty where nothing is. */
export const lateWords = ({ late, p1Late }: Pick<CentreCounts, 'late' | 'p1Late'>): string => {
  if (!isSome(late)) return p1Late ? 'P1 past its time' : '';
  return `${late.text} ${late.value === 1 ? 'need past its' : 'needs past their'} time${p1Late ? ', P1 among them' : ''}`;
};

/** The line under a centre's name: places free, or when it will be ready, and who comes next. */
export const centreLine = (it: CentreCounts, doorsAt: string | undefined, short = false): string[] => {
  const coming = first(vehiclesTo(it.id)).map(arrivingWords);
  if (it.state === 'activating') {
    return [...(doorsAt ? [`Ready ${whenWords(doorsAt)}`, ...acceptedWords(it, doorsAt)] : []), ...coming];
  }
  if (isBefore(it.state)) return coming;
  return [roomWords(it, short), ...coming];
};

/** The second line of a centre's label on the map. */
export const labelLine = (it: CentreCounts, doorsAt: string | undefined, word: string): string => {
  if (it.state === 'activating') return doorsAt ? `opening ${whenWords(doorsAt)}` : 'opening';
  return isBefore(it.state) ? word : `${occupancyWords(it)} · ${loadWordsAt(it) || word}`;
};

export const cameInWords = ({ people, at }: BreakdownView): string => `${people} who came in by ${whenWords(at)}`;
