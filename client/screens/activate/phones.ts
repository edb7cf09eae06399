import { type PartnerView, roleTitle } from '../../../shared/partners.ts';
import type { RolePreview } from './shortlist.ts';

export interface PartnerCall {
  partner: PartnerView;
  /** `8 welfare, 1 first aid`. */
  asks: string;
}

/** Whom to phone, in the order of the role plan, with what to ask each of them for. */
export const callsFor = (roles: readonly RolePreview[], partners: readonly PartnerView[]): PartnerCall[] => {
  const codes = [...new Set(roles.flatMap((it) => it.partners))];
  return codes.flatMap((code) => {
    const partner = partners.find((it) => it.code === code);
    if (!partner) return [];
    const own = roles.filter((it) => it.partners.includes(code));
    return [{ partner, asks: own.map((it) => `${it.heads} ${roleTitle(it.role).toLowerCase()}`).join(', ') }];
  });
};

/** `01632 960105` as a link a phone dials. */
export const dialling = (phone: string): string => `tel:${phone.replaceAll(/[^+\d]/g, '')}`;
