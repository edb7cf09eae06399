import { type OperationRow } from '../../../shared/operations.ts';
import { isReceiving, type CentreRow, type CentreState } from '../../../shared/centres.ts';
import { grantsWithin, levelFor } from '../../../shared/roles.ts';
import { type Load, loadOf, loadWords } from '../../../shared/load.ts';
import { staffedPlaces } from '../../../shared/rosters/gaps.ts';
import { coarseNow } from '../../parts/centres/here.ts';
import { me, type OperationName, operations } from '../../session/session.ts';
import { byId, holding, rows } from '../../data/store.ts';

export type Card = OperationName & Partial<OperationRow> & Pick<OperationRow, 'rowVersion' | 'openedAt'>;
export type CentreOnCard = Pick<CentreRow, 'id' | 'name' | 'district' | 'places' | 'plannedFor'> & {
  state: CentreState;
};

/** Operations as the server lists them, with what has come live since of the one that is followed. */
export const cardsNow = (): Card[] =>
  (operations.value ?? []).map((it) => {
    const live = byId.operation.value.get(it.id);
    const centres = holding.value === it.id && rows.centre.value.length > 0 ? rows.centre.value : it.centres;
    return { ...it, ...live, centres } as unknown as Card;
  });

export const groups = [
  { state: 'running', title: 'Running' },
  { state: 'planned', title: 'Planned' },
  { state: 'closed', title: 'Closed' },
] as const;

const order: CentreState[] = [
  'full',
  'open',
  'activating',
  'standby',
  'planned',
  'standing_down',
  'closed',
  'debriefed',
  'cancelled',
];

/** Centres in order of how much they concern anyone now. */
export const centresOf = (card: Card): CentreOnCard[] =>
  (card.centres as unknown as CentreOnCard[]).toSorted(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.name < b.name ? -1 : 1),
  );

const onSite = (centreId: string): number =>
  rows.person.value.filter((it) => it.centreId === centreId && !it.undoneAt && it.presence === 'on_site').length;

const staffedAt = (centreId: string): number => {
  const slots = rows.slot.value.filter((it) => it.centreId === centreId);
  return staffedPlaces(slots, new Date(coarseNow.value));
};

export interface Standing {
  /** `82 here`. */
  words: string;
  load: Load;
  /** `2 over`, or nothing to say. */
  loadWords: string;
}

/** How a centre stands, as far as this viewer is told; `null` for nothing to tell. */
export const standingAt = (card: Card, centre: CentreOnCard): Standing | null => {
  const receives = isReceiving(centre.state) || centre.state === 'standing_down';
  if (holding.value !== card.id || !receives) return null;
  const counted = byId.centreCounts.value.get(centre.id);
  if (!counted && !opensCentre(card, centre)) return null;
  const people = counted ? counted.onSite.value : onSite(centre.id);
  const places = { ...centre, staffed: counted ? counted.staffed : staffedAt(centre.id) };
  return {
    words: `${counted?.onSite.text ?? people} here`,
    load: loadOf(places, people),
    loadWords: loadWords(places, people),
  };
};

/** Whether this viewer has pages of the centre to open. */
export const opensCentre = (card: Card, centre: CentreOnCard): boolean =>
  levelFor(grantsWithin(me.value?.grants ?? [], card.id), 'core', centre.id) !== 'none';
