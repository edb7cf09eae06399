import { z } from 'zod';
import { noParams, query } from '../contract.ts';
import { operationRow } from '../operations.ts';
import { centreRow } from '../centres.ts';
import { uuid } from '../primitives.ts';
import { changes } from '../sync.ts';
import { centreId, instant, operationId } from './examples.ts';

const tag = 'Operations';

export const listOperations = query({
  path: '/api/operations',
  title: 'The operations you have a place in, each with its centres',
  tag,
  may: 'signed in',
  params: noParams,
  result: z.object({ items: z.array(operationRow.extend({ centres: z.array(centreRow) })) }),
  example: {
    params: {},
    result: {
      items: [
        {
          id: operationId,
          codeName: 'Larkspur',
          type: 'warrant',
          state: 'running',
          exercise: false,
          languages: [],
          openedAt: instant,
          closedAt: null,
          rowVersion: 1,
          centres: [
            {
              id: centreId,
              operationId,
              centreId,
              name: 'Wren',
              state: 'open',
              district: 'Amber Valley',
              square: 'SK 35',
              size: 'medium',
              places: 44,
              plannedFor: 40,
              doorsAt: instant,
              openedAt: null,
              stateSince: instant,
              overflowOf: null,
              managerName: null,
              zones: [],
              ready: {},
              sheetLetter: 'K',
              rowVersion: 1,
            },
          ],
        },
      ],
    },
  },
});

/** What a centre cannot be opened without, in the order it is best seen to. */
export const firstThings = ['second_administrator', 'manager', 'venue', 'partner', 'role_plan'] as const;
export type FirstThing = (typeof firstThings)[number];

export const readFirstThings = query({
  path: '/api/first-things',
  title: 'What has to be there before an operation: which of it is, and which is missing',
  tag,
  words: 'For planners and administrators. Nobody is named.',
  may: 'handler',
  params: noParams,
  result: z.object({ items: z.array(z.object({ what: z.enum(firstThings), there: z.boolean() })) }),
  example: { params: {}, result: { items: [{ what: 'venue', there: false }] } },
});

export const pullOperation = query({
  path: '/api/operations/:id/pull',
  title: 'Everything that changed after a sequence number, as you may see it',
  tag,
  words:
    'Ask from 0 for a snapshot. A null row is no longer yours to see. Socket.IO sends the same shape as the event "changes" after you emit "subscribe" with { operationId, since }.',
  may: 'handler',
  params: z.strictObject({
    id: uuid.describe('The operation'),
    since: z.coerce.number().int().min(0).default(0).describe('The sequence number you have reached; 0 for everything'),
    view: z.string().max(64).optional().describe('The view your cursor belongs to; another one starts from 0'),
    wall: z.enum(['0', '1']).default('0').describe('1 for the wall: no venue, no position finer than a square'),
  }),
  result: changes,
  example: {
    params: { id: operationId },
    result: { operationId, from: 0, to: 0, view: 'e3b0c44298fc1c14', changes: [], snapshot: true },
  },
});
