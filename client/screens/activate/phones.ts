import type { PartnerView } from '../../../shared/partners/contract.ts';
import { roleTitle } from '../../../shared/partners/names.ts';
import type { RolePreview } from '../../../shared/routes/centres.ts';

/** A role within a sentence: `welfare`, `NRM responder`. */
export const roleInLine = (role: string): string => {
  const title = roleTitle(role);
  return /^.[A-Z]/.test(title) ? title : `${title.charAt(0).toLowerCase()}${title.slice(1)}`;
};

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
    return [{ partner, asks: own.map((it) => `${it.heads} ${roleInLine(it.role)}`).join(', ') }];
  });
};
