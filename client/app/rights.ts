import type { Compartment, Level, RegisterRight } from '../../shared/roles.ts';

/** Whoever has one of these rights over the registers, is shown one of these compartments, or has one of these rights there. */
export type Opens =
  | readonly RegisterRight[]
  | { sees?: readonly Compartment[]; least?: Level; may?: readonly string[] };

export const mayHere = (right: string): Opens => ({ may: [right] });
