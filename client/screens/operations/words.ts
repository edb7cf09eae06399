import { fold } from '../../../shared/fold.ts';
import type { operationTypes } from '../../../shared/operations.ts';

export const typeWords: Record<(typeof operationTypes)[number], string> = {
  warrant: 'Police warrant',
  labour_inspection: 'Labour inspection',
  welfare_visit: 'Welfare visit',
  walk_in: 'Walk-in',
  exercise: 'Exercise',
};

/** Plants and stones: said over a radio, and none says where or what. None is the name of a centre. */
const codeNames = [
  'Marram',
  'Sorrel',
  'Yarrow',
  'Bracken',
  'Campion',
  'Teasel',
  'Tansy',
  'Gritstone',
  'Bramble',
  'Harebell',
  'Quartz',
  'Sedge',
  'Thistle',
  'Hawthorn',
  'Basalt',
  'Clover',
  'Fennel',
  'Lichen',
  'Obsidian',
  'Rowan',
  'Samphire',
  'Vetch',
  'Flint',
  'Juniper',
  'Meadowsweet',
  'Onyx',
  'Pimpernel',
  'Slate',
  'Trefoil',
  'Woodruff',
] as const;

/** The first neutral word no operation has had, after `last`; numbered when all have been used. */
export const suggestCodeName = (used: readonly string[], last = ''): string => {
  const taken = new Set(used.map(fold));
  const from = codeNames.findIndex((it) => it === last) + 1;
  const order = [...codeNames.slice(from), ...codeNames.slice(0, from)];
  return order.find((it) => !taken.has(fold(it))) ?? `${codeNames[0]} ${used.length + 1}`;
};

/** `40 (35 to 45)`. */
export const expectedWords = (it: {
  expected?: number | null;
  atLeast?: number | null;
  atMost?: number | null;
}): string => {
  if (!it.expected) return 'Not known yet';
  const { atLeast, atMost } = it;
  if (atLeast && atMost) return `${it.expected} (${atLeast} to ${atMost})`;
  if (atLeast) return `${it.expected} (at least ${atLeast})`;
  return atMost ? `${it.expected} (at most ${atMost})` : String(it.expected);
};
