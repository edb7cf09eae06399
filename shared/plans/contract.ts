import { z } from 'zod';
import { contract } from '../contract.ts';
import { partnerCode, rosterRole } from '../partners/names.ts';
import { count, rowVersion, uuid } from '../primitives.ts';

const per = z.int().min(1).max(1_000);

/** How heads grow with the people: the larger of this and the number for the size counts. */
export const scaling = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('people'), per }),
  z.strictObject({ kind: z.literal('per_language'), per }),
  z.strictObject({ kind: z.literal('on_site_if_any_child') }),
]);
export type Scaling = z.infer<typeof scaling>;

export const planRow = z.strictObject({
  role: rosterRole,
  partner: partnerCode,
  /** Heads per shift at a small, medium and large centre. */
  small: count(1_000),
  medium: count(1_000),
  large: count(1_000),
  scalesWith: scaling.nullable(),
});
export type PlanRow = z.infer<typeof planRow>;

const planRows = z
  .array(planRow)
  .min(1, 'Keep at least one role')
  .max(200, 'Keep at most 200 roles')
  .refine((rows) => new Set(rows.map((row) => `${row.role}/${row.partner}`)).size === rows.length, {
    message: 'Each role and partner may be in the plan once',
  });

export const planView = z.object({ id: uuid, rowVersion, rows: planRows });
export type PlanView = z.infer<typeof planView>;

/** `baseVersion: null` makes the first plan. Earlier versions stay readable; a centre keeps the one it was activated with. */
export const savePlan = contract({
  name: 'plans.save',
  title: 'Save a new version of the role plan',
  args: z.strictObject({ planId: uuid, baseVersion: rowVersion.nullable(), rows: planRows }),
  result: z.object({ planId: uuid, rowVersion }),
  example: {
    planId: '019a9b1c-7d00-7000-8000-000000000030',
    baseVersion: 1,
    rows: [{ role: 'welfare', partner: 'BRC', small: 6, medium: 8, large: 16, scalesWith: { kind: 'people', per: 5 } }],
  },
});
