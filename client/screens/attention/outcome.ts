import type { AttentionItem } from '../../../shared/attention.ts';
import { ageWords, fieldOf } from './values.ts';
import { whenWords } from '../../session/now.ts';

/** `strong` leads the words and stands out. */
export interface JoinPart {
  strong?: string;
  words: string;
}

/** What a join would make of the two. */
export const joinParts = (item: AttentionItem): JoinPart[] => {
  const { joined } = item;
  if (!joined) return [];
  const age = fieldOf(item, 'ageBand')?.differs === true;
  return [
    { words: 'every need is kept' },
    ...(joined.name === null ? [] : [{ words: 'the name is kept' }]),
    ...(item.references.length > 1 ? [{ strong: joined.reference, words: 'stays their wristband' }] : []),
    ...(age ? [{ strong: ageWords[joined.ageBand], words: 'is used, because it is the safer answer' }] : []),
  ];
};

export const kept = 'Both first records stay in the history.';

const settled: Record<string, string> = {
  discarded: 'Discarded',
  retried: 'Sent again',
  joined: 'Joined',
  kept_apart: 'Two people',
  released: 'Let in',
  resolved: 'Done by itself',
};

const ofKind: Record<string, string> = {
  'conflict discarded': 'Left as it was',
  'conflict retried': 'Changed to what this tablet said',
  'clock resolved': 'Clock set',
  'same_reference resolved': 'Wristband mended',
};

/** `Joined at 07:04 by S. Whitlock`. */
export const settledWords = (item: AttentionItem): string => {
  const how = ofKind[`${item.kind} ${item.settledAs ?? ''}`] ?? settled[item.settledAs ?? ''];
  const when = item.settledAt ? ` at ${whenWords(item.settledAt)}` : '';
  return `${how ?? 'Sorted out'}${when}${item.settledBy ? ` by ${item.settledBy}` : ''}`;
};
