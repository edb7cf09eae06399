import type { z } from 'zod';
import type { Contract } from '../../shared/contract.ts';

/** A command with its arguments. */
export interface ToSend<C extends Contract = Contract> {
  contract: C;
  args: z.input<C['args']>;
}
export const toSend = <C extends Contract>(contract: C, args: z.input<C['args']>): ToSend<C> => ({ contract, args });

/** How a draft becomes a command, made from `version`; `null` where there is nothing to send. */
export type Sends<D, S extends ToSend> = (draft: D, version: number) => S | null | Promise<S | null>;
