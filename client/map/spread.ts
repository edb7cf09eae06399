import type { Point } from './types.ts';

export type Disc = Point & {
  r: number;
  /** 0 stays where it is, 1 gives way. */
  yielding: number;
};

const ROUNDS = 40;
const AIR = 3;
/** Angle in radians that never lines up neighbours, for discs on the same spot. */
const GOLDEN = 2.399963;

/** Moves discs that cover each other apart, no farther than needed, always the same way for the same input. */
export function spread<D extends Disc>(discs: readonly D[]): D[] {
  const moved = discs.map((disc) => ({ ...disc }));
  for (let round = 0; round < ROUNDS; round += 1) {
    if (!pushAll(moved)) break;
  }
  return moved;
}

function pushAll(discs: { x: number; y: number; r: number; yielding: number }[]): boolean {
  let moved = false;
  for (const [i, a] of discs.entries()) {
    for (const b of discs.slice(i + 1)) moved = push(a, b, i) || moved;
  }
  return moved;
}

function push(a: { -readonly [K in keyof Disc]: Disc[K] }, b: { -readonly [K in keyof Disc]: Disc[K] }, turn: number) {
  const give = a.yielding + b.yielding;
  const distance = Math.hypot(b.x - a.x, b.y - a.y);
  const missing = a.r + b.r + AIR - distance;
  if (missing <= 0.5 || give === 0) return false;
  const dx = distance > 0.01 ? (b.x - a.x) / distance : Math.cos(turn * GOLDEN);
  const dy = distance > 0.01 ? (b.y - a.y) / distance : Math.sin(turn * GOLDEN);
  a.x -= (dx * missing * a.yielding) / give;
  a.y -= (dy * missing * a.yielding) / give;
  b.x += (dx * missing * b.yielding) / give;
  b.y += (dy * missing * b.yielding) / give;
  return true;
}
