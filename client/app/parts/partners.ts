import type { PartnerContact } from '../../../shared/partners.ts';
import { canSomewhere } from '../session.ts';
import { useLoad } from './useLoad.ts';

export type Partners = ReadonlyMap<string, PartnerContact>;
const none: Partners = new Map();

/** Partners by code, for those who ask them. Others see the code. */
export const usePartners = (): Partners => {
  const { data } = useLoad<{ items: PartnerContact[] }>(canSomewhere('roster.ask') ? '/api/partners/contacts' : null);
  return data ? new Map(data.items.map((it) => [it.code, it])) : none;
};

export const partnerName = (partners: Partners, code: string): string => partners.get(code)?.name ?? code;
