import type { PartnerView } from '../../../shared/partners.ts';
import { canSomewhere } from '../session.ts';
import { useLoad } from './useLoad.ts';

export type Partners = ReadonlyMap<string, PartnerView>;
const none: Partners = new Map();

/** Partners by code, for those who may read the register. Others see the code. */
export const usePartners = (): Partners => {
  const { data } = useLoad<{ items: PartnerView[] }>(canSomewhere('partners.read') ? '/api/partners' : null);
  return data ? new Map(data.items.map((it) => [it.code, it])) : none;
};

export const partnerName = (partners: Partners, code: string): string => partners.get(code)?.name ?? code;
