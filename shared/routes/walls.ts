import { z } from 'zod';
import { centreRow } from '../centres.ts';
import { exchange, noParams, query } from '../contract.ts';
import { operationRow } from '../operations.ts';
import { uuid } from '../primitives.ts';
import { changes } from '../sync.ts';
import { openWallBody, wallCode, wallEnds, wallItem } from '../walls.ts';
import { instant, operationId, userId, wallId } from './examples.ts';
import { listOperations, pullOperation } from './operations.ts';

const tag = 'Operations';
const operation = uuid.describe('The operation');

// --- By whoever may start and end one ---

export const listWalls = query({
  path: '/api/operations/:id/walls',
  title: 'The walls that show this operation, or wait for a screen',
  tag,
  may: { right: 'walls.keep', operation: 'id' },
  params: z.strictObject({ id: operation }),
  result: z.object({ items: z.array(wallItem) }),
  example: {
    params: { id: operationId },
    result: {
      items: [
        {
          id: wallId,
          name: 'Operations room',
          state: 'on',
          startedBy: 'Sam Reyes',
          startedById: userId,
          startedAt: instant,
          openedAt: instant,
          heardMinutesAgo: 0,
        },
      ],
    },
  },
});

export const makeWallCode = exchange({
  method: 'post',
  path: '/api/operations/:id/walls/:wallId/code',
  title: 'Make the code that puts a wall on a screen, told once',
  tag,
  words: 'For whoever started the wall, until a screen has it. The code before it is void.',
  may: { right: 'walls.keep', operation: 'id' },
  params: z.strictObject({ id: operation, wallId: uuid.describe('The wall') }),
  body: null,
  result: wallCode,
  example: {
    params: { id: operationId, wallId },
    body: null,
    result: { code: 'MQR7 2HX9 TD', expiresAt: '2026-11-19T05:40:00.000Z' },
  },
});

// --- By the screen itself ---

const byScreen = { tag, may: 'anyone' } as const;
/** By the cookie of the wall, which no other route takes. */
const byItself = { tag, may: 'handler', byItsCookie: true } as const;

export const openWall = exchange({
  ...byScreen,
  method: 'post',
  path: '/api/wall/open',
  title: 'Give the code of a wall; it works once',
  words:
    'Sets the cookie of the wall, which only these routes and a socket opened with ?wall=1 take. Codes are too many to be guessed, so that wrong ones stop nobody.',
  params: noParams,
  body: openWallBody,
  result: null,
  example: { params: {}, body: { code: 'MQR7 2HX9 TD' }, result: null },
});

export const readWall = query({
  ...byItself,
  path: '/api/wall',
  title: 'What the wall shows, or when it ended and by what',
  words: 'By the cookie of the wall. 401 where there is none.',
  params: noParams,
  result: z.discriminatedUnion('state', [
    z.object({
      state: z.literal('on'),
      operation: operationRow.extend({ centres: z.array(centreRow) }),
      exercise: z.boolean(),
      clock: z.object({ now: z.string(), rate: z.number() }),
    }),
    z.object({ state: z.literal('ended'), at: z.string(), by: z.enum(wallEnds) }),
  ]),
  example: {
    params: {},
    result: {
      state: 'on',
      operation: { ...listOperations.example.result.items[0]! },
      exercise: false,
      clock: { now: instant, rate: 1 },
    },
  },
});

export const pullWall = query({
  ...byItself,
  path: '/api/wall/pull',
  title: 'Everything that changed after a sequence number, as a wall may see it',
  words: 'By the cookie of the wall. Counts and nobody: no venue, no position finer than a square.',
  params: pullOperation.params.pick({ since: true, view: true }),
  result: changes,
  example: { params: {}, result: pullOperation.example.result },
});

export const leaveWall = exchange({
  ...byScreen,
  method: 'post',
  path: '/api/wall/end',
  title: 'End the wall at its screen',
  params: noParams,
  body: null,
  result: null,
  example: { params: {}, body: null, result: null },
});
