import { z } from 'zod';
import type { ProblemBody } from './problems.ts';
import { count, uuid } from './primitives.ts';
import { sealedItem } from './sealing.ts';

export const PUSH_ITEMS = 100;

/** Beside it, what the device's own clock says: an older server does not know it, and takes no harm. */
export const CLOCK_HEADER = 'haven-clock';

/**
 * `POST /api/push`: what waits on a device, in its order. Answered in the same order, up to the first that could not be
 * tried (the server is restarting, the database does not answer): the rest stays on the device.
 */
export const pushBody = z.strictObject({
  items: z.array(sealedItem).max(PUSH_ITEMS),
  /** How many stay on the device after these, so that a manager knows before closing a centre. */
  waiting: count(100_000),
  /**
   * The ids among these whose refusal an open form shows at once. Sent with every try: once the form is gone, a refusal
   * has to be raised for attention, even when the answer is a replay.
   */
  attended: z.array(uuid).max(PUSH_ITEMS).optional(),
});

const problem = z.custom<ProblemBody>((it) => typeof it === 'object' && it !== null);

/** Loose, as a tablet one release behind must still understand that it may forget an item. */
export const pushAnswer = z.discriminatedUnion('as', [
  z.object({ id: uuid, as: z.literal('accepted'), seq: z.int(), result: z.unknown(), replay: z.boolean() }),
  /** Kept on the server with its arguments, and shown under "needs attention"; `listed` false where no list has a place for it. */
  z.object({ id: uuid, as: z.literal('refused'), problem, replay: z.boolean(), listed: z.literal(false).optional() }),
  /** Kept sealed until a manager lets it in: the device was revoked, or nobody can say who wrote it. */
  z.object({ id: uuid, as: z.literal('quarantined'), listed: z.literal(false).optional() }),
]);
export type PushAnswer = z.infer<typeof pushAnswer>;

export const pushAnswers = z.object({ answers: z.array(pushAnswer), retryAfter: z.int().optional() });
export type PushAnswers = z.infer<typeof pushAnswers>;

/** `GET /api/keys/:id`: what commands for that stream are sealed to. `REGISTERS_KEY` for everything outside an operation. */
export const sealingKey = z.object({ keyId: uuid, publicKey: z.record(z.string(), z.unknown()) });
export type SealingKey = z.infer<typeof sealingKey>;
export const REGISTERS_KEY = '00000000-0000-7000-8000-000000000001';
