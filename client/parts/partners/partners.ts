import { useEffect } from 'preact/hooks';
import type { RosterPartner } from '../../../shared/partners/contract.ts';
import { can } from '../../session/session.ts';
import { placeHere, slotsHere } from '../centres/here.ts';
import { useQuery } from '../../data/useQuery.ts';

export type Partners = ReadonlyMap<string, RosterPartner>;
const none: Partners = new Map();

/** Partners by code, for those who keep this centre's roster; asked again when another comes onto it. */
export const usePartners = (): Partners => {
  const place = can('roster.ask') ? placeHere.value : null;
  const { data, reload } = useQuery(
    '/api/operations/:id/centres/:centreId/partners',
    place && { id: place.operationId, centreId: place.centreId },
  );
  const known = data && new Map(data.items.map((it) => [it.code, it]));
  const unreached = known ? slotsHere.value.map((it) => it.partner).filter((code) => !known.get(code)?.reach) : [];
  const asked = [...new Set(unreached)].toSorted().join(' ');
  useEffect(() => {
    if (asked !== '') reload();
  }, [asked]);
  return known ?? none;
};

export const partnerName = (partners: Partners, code: string): string => partners.get(code)?.name ?? code;
