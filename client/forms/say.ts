import type { z } from 'zod';
import type { Contract } from '../../shared/contract.ts';

/** A command with its arguments. */
export interface Said<C extends Contract = Contract> {
  contract: C;
  args: z.input<C['args']>;
}
export const say = <C extends Contract>(contract: C, args: z.input<C['args']>): Said<C> => ({ contract, args });

/** How a draft becomes a command, made from `version`; `null` where there is nothing to say. */
export type Says<D, S extends Said> = (draft: D, version: number) => S | null | Promise<S | null>;
