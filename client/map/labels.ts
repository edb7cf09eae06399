import { around, isFree } from './geometry.ts';
import type { Box, Point } from './types.ts';

export type LabelSide = 'middle' | 'above' | 'right' | 'left' | 'below';

export type LabelWish = Point & {
  id: string;
  w: number;
  h: number;
  /** From the point to the near edge of the text. */
  gap: number;
  /** In order of liking. */
  sides: readonly LabelSide[];
};

export type PlacedLabel = { id: string; side: LabelSide; box: Box };

const DOT = 5;

/**
 * Gives each label, the first ones first, the first side where it covers neither an obstacle nor a label already
 * placed. A label with no free side, or whose own dot would lie under another's text, is left out.
 */
export function placeLabels(wishes: readonly LabelWish[], obstacles: readonly Box[], air = 4): PlacedLabel[] {
  const taken = [...obstacles];
  const texts: Box[] = [];
  const placed: PlacedLabel[] = [];
  for (const wish of wishes) {
    const dot = around(wish, DOT, DOT);
    if (!isFree(dot, texts)) continue;
    const side = wish.sides.find((candidate) => isFree(labelBox(wish, candidate), taken));
    if (!side) continue;
    const box = labelBox(wish, side);
    placed.push({ id: wish.id, side, box });
    texts.push(box);
    taken.push(dot, { x: box.x - air, y: box.y - air / 2, w: box.w + 2 * air, h: box.h + air });
  }
  return placed;
}

/** Where a label lies on one side of its point. */
export function labelBox({ x, y, w, h, gap }: Omit<LabelWish, 'id' | 'sides'>, side: LabelSide): Box {
  const left = { right: x + gap, left: x - gap - w, above: x - w / 2, below: x - w / 2, middle: x - w / 2 }[side];
  const top = { right: y - h / 2, left: y - h / 2, above: y - gap - h, below: y + gap, middle: y - h / 2 }[side];
  return { x: left, y: top, w, h };
}
