import { z } from 'zod';
import { uuid } from './primitives.ts';

/** One row as it now is for this viewer; `row: null` means it is no longer theirs to see. */
export const change = z.strictObject({
  kind: z.string(),
  id: z.string(),
  row: z.record(z.string(), z.unknown()).nullable(),
});
export type Change = z.infer<typeof change>;

/**
 * Everything that changed for one viewer in `(from, to]`. A client applies it only when `from` is its
 * cursor. `snapshot: true` replaces all it holds. `view` names what the viewer may see: when it differs
 * from the one a client holds, the client asks anew from 0.
 */
export const changes = z.strictObject({
  operationId: uuid,
  from: z.int().min(0),
  to: z.int().min(0),
  view: z.string(),
  changes: z.array(change),
  snapshot: z.boolean().optional(),
});
export type Changes = z.infer<typeof changes>;

export const subscribe = z.strictObject({
  operationId: uuid,
  since: z.int().min(0).default(0),
  /** The wall asks to be shown less than its user may see: no venue, no position finer than a square. */
  wall: z.boolean().default(false),
});
