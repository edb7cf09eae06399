/** Needs given to somebody by name: apart, as no tablet does it. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { needCompartments } from './needs.ts';
import { rowVersion, uuid } from './primitives.ts';

export const giveNeed = contract({
  name: 'needs.give',
  title: 'Give a need to somebody by name',
  args: z.strictObject({ operationId: uuid, needId: uuid, to: uuid, baseVersion: rowVersion }),
  result: z.object({ needId: uuid, rowVersion }),
  example: {
    operationId: '0193e0a0-0000-7000-8000-000000000001',
    needId: '0193e0a0-0000-7000-8000-000000000003',
    to: '0193e0a0-0000-7000-8000-000000000101',
    baseVersion: 1,
  },
});

/** Somebody who works at a centre, and the compartments of which a need can be theirs. */
export const carer = z.object({
  userId: z.string(),
  name: z.string(),
  role: z.string(),
  takes: z.array(z.enum(needCompartments)),
});
export type Carer = z.infer<typeof carer>;
