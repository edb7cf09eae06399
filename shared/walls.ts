import { z } from 'zod';
import { contract } from './contract.ts';
import { shortText, uuid } from './primitives.ts';
import { pairingCode } from './tablets.ts';

/** Minutes that a code puts a wall on a screen, once. */
export const WALL_CODE_MINUTES = 10;
/** Screens of one operation at once: more than rooms that look at it, and few enough to be read through. */
export const MOST_WALLS = 12;

const operationId = '0193e0a0-0000-7000-8000-000000000001';
const wallId = '0193e0a0-0000-7000-8000-000000000033';
const which = z.strictObject({ operationId: uuid, wallId: uuid });
const done = z.object({ wallId: uuid });

export const startWall = contract({
  name: 'walls.start',
  title: 'Start a wall: a screen that shows the counts of this operation, until it is ended or the operation closes',
  args: which.extend({ name: shortText(60) }),
  result: done,
  example: { operationId, wallId, name: 'Operations room' },
});

export const endWall = contract({
  name: 'walls.end',
  title: 'End a wall. Its screen shows nothing from then on',
  args: which,
  result: done,
  example: { operationId, wallId },
});

/**
 * By what a wall ended. `command`: somebody ended it from their own screen. `screen`: at the screen itself, or another
 * wall was put on it. `starter`: whoever started it may not any more.
 */
export const wallEnds = ['command', 'screen', 'operation', 'starter'] as const;
export type WallEnd = (typeof wallEnds)[number];

/** One that has not ended, for whoever may end it. */
export const wallItem = z.object({
  id: z.string(),
  name: z.string(),
  /** `waiting`: no screen has taken its code yet. */
  state: z.enum(['waiting', 'on']),
  startedBy: z.string(),
  startedById: z.string(),
  startedAt: z.string(),
  openedAt: z.string().nullable(),
  /** Real minutes since its screen was heard of. */
  heardMinutesAgo: z.int().nullable(),
});
export type WallItem = z.infer<typeof wallItem>;

export const wallCode = z.object({
  /** Told once; the next one takes its place. */
  code: z.string(),
  expiresAt: z.string(),
});
export type WallCode = z.infer<typeof wallCode>;

export const openWallBody = z.strictObject({ code: pairingCode });
