export interface Random {
  /** A number from `least` up to, not including, `most`. */
  between(least: number, most: number): number;
  chance(part: number): boolean;
}

/** The same seed plays the same exercise (mulberry32). */
export const seeded = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return { between: (least, most) => least + next() * (most - least), chance: (part) => next() < part };
};
