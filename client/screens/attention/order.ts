import type { AttentionItem } from '../../../shared/attention.ts';
import type { Pending } from '../../data/pending.ts';

/** `held` sorts itself out; anybody with an account can leave what nobody said; whoever was asked to look is looking. */
const rank = ({ kind, asked, authorId }: AttentionItem): number => {
  if (kind === 'held') return 3;
  if (kind === 'quarantined' && authorId === null) return 2;
  return asked ? 1 : 0;
};

/** What needs a person first, the oldest first. */
export const sortItems = (items: readonly AttentionItem[]): AttentionItem[] =>
  items.toSorted((a, b) => rank(a) - rank(b) || (a.raisedAt < b.raisedAt ? -1 : 1));

export const latestSettled = (items: readonly AttentionItem[]): AttentionItem[] =>
  items.toSorted((a, b) => ((a.settledAt ?? '') > (b.settledAt ?? '') ? -1 : 1));

const isSettledBy = ({ id, joined }: AttentionItem, { settles }: Pick<Pending, 'settles'>): boolean =>
  settles !== null && (settles === id || settles === joined?.joinId);

/** Not yet chosen on this tablet: a choice on its way takes its row off the list. */
export const stillOpen = (items: readonly AttentionItem[], choices: readonly Pick<Pending, 'settles'>[]) =>
  items.filter((item) => !choices.some((it) => isSettledBy(item, it)));
