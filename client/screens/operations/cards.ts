import { type OperationRow } from '../../../shared/operations.ts';
import { isReceiving, type CentreRow, type CentreState } from '../../../shared/centres.ts';
import { grantsWithin, levelFor } from '../../../shared/roles.ts';
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

/** How many are at a centre, as far as this viewer is told; `null` for nothing to tell. */
export const countAt = (card: Card, centre: CentreOnCard): string | null => {
  const receives = isReceiving(centre.state) || centre.state === 'standing_down';
  if (holding.value !== card.id || !receives) return null;
  const counted = byId.centreCounts.value.get(centre.id) as { onSite?: { text?: string } } | undefined;
  if (counted?.onSite?.text) return `${counted.onSite.text} here`;
  return opensCentre(card, centre) ? `${onSite(centre.id)} here` : null;
};

/** Whether this viewer has pages of the centre to open. */
export const opensCentre = (card: Card, centre: CentreOnCard): boolean =>
  levelFor(grantsWithin(me.value?.grants ?? [], card.id), 'core', centre.id) !== 'none';
