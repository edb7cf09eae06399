import {
  type AttentionItem,
  mergePeople,
  releaseQuarantined,
  retryRefused,
  settleAttention,
} from '../../../shared/attention.ts';

interface Choice {
  name: string;
  args: Record<string, unknown>;
}

/** `held` sorts itself out; whoever was asked to look is looking. */
const rank = ({ kind, asked }: AttentionItem): number => (kind === 'held' ? 2 : asked ? 1 : 0);

/** What needs a person first, the oldest first. */
export const sortItems = (items: readonly AttentionItem[]): AttentionItem[] =>
  items.toSorted((a, b) => rank(a) - rank(b) || (a.raisedAt < b.raisedAt ? -1 : 1));

export const latestSettled = (items: readonly AttentionItem[]): AttentionItem[] =>
  items.toSorted((a, b) => ((a.settledAt ?? '') > (b.settledAt ?? '') ? -1 : 1));

const settling = new Set<string>([retryRefused, settleAttention, releaseQuarantined].map((it) => it.name));

const isChoiceOf = (item: AttentionItem, { name, args }: Choice): boolean => {
  if (settling.has(name)) return args['attentionId'] === item.id;
  return name === mergePeople.name && item.joined !== null && args['joinId'] === item.joined.joinId;
};

/** Not yet chosen on this tablet: a choice on its way takes its row off the list. */
export const stillOpen = (items: readonly AttentionItem[], choices: readonly Choice[]): AttentionItem[] =>
  items.filter((item) => !choices.some((it) => isChoiceOf(item, it)));
