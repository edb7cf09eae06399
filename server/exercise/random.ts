import { seeded } from '../../shared/random.ts';

export interface Random {
  /** A number from `least` up to, not including, `most`. */
  between(least: number, most: number): number;
  chance(part: number): boolean;
}

/** The same seed plays the same exercise. */
export const seededRandom = (seed: number): Random => {
  const next = seeded(seed);
  return { between: (least, most) => least + next() * (most - least), chance: (part) => next() < part };
};
