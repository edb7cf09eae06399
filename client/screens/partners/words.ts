import { hoursInWords } from '../../../shared/hours/words.ts';
import { londonDay } from '../../../shared/london.ts';
import { confirmation, type CapacityView, type PartnerView } from '../../../shared/partners/contract.ts';
import { roleTitle } from '../../../shared/partners/names.ts';

export interface Partners {
  items: PartnerView[];
  capacities: CapacityView[];
}

export const offersOf = (partners: Partners, code: string): CapacityView[] =>
  partners.capacities.filter((it) => it.partner === code);

const names = new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'code' });

export const offerTitle = ({ role, languages }: Pick<CapacityView, 'role' | 'languages'>): string =>
  languages.length === 0
    ? roleTitle(role)
    : `${roleTitle(role)}: ${languages.map((it) => names.of(it) ?? it).join(', ')}`;

/** `Any hour`, `Mon–Fri 09:00–17:00, Sat–Sun closed`. */
export const hoursWords = (hours: string): string => {
  const words = hoursInWords(hours);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The offer that has gone longest without a word, for the whole partner. */
export const oldestConfirmation = (offers: readonly CapacityView[], now: Date) => {
  const dates = offers.filter((it) => it.heads > 0).map((it) => it.confirmedOn ?? '');
  if (dates.length === 0) return null;
  return confirmation(dates.toSorted()[0] || null, londonDay(now));
};

export const totalHeads = (offers: readonly CapacityView[]): number => offers.reduce((sum, it) => sum + it.heads, 0);
