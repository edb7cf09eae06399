import { z } from 'zod';
import { exchange, noParams, query } from '../contract.ts';
import { roleNames } from '../roles.ts';
import { checkLinkBody, joinBody, linkFor, userList } from '../users.ts';
import { signInBody } from '../signIn.ts';
import { instant, operationId, token, userId } from './examples.ts';

const signInTag = 'Sign-in';

export const readMe = query({
  path: '/api/me',
  title: 'Who is signed in, what they may do, and the clock to show',
  tag: signInTag,
  may: 'signed in',
  params: noParams,
  result: z.object({
    userId: z.string(),
    name: z.string(),
    /** At a tablet nobody signs in by an address. */
    email: z.string().nullable(),
    grants: z.array(
      z.object({
        role: z.enum(roleNames),
        operationId: z.string().nullable(),
        centreId: z.string().nullable(),
        address: z.boolean(),
      }),
    ),
    device: z.object({ deviceId: z.string(), label: z.string(), letter: z.string() }).nullable(),
    exercise: z.boolean(),
    /** Opens what this person left half typed in their own browser; `null` at a tablet, where a tablet user's own key does. */
    typed: z.string().nullable(),
    clock: z.object({ now: z.string(), rate: z.number() }),
  }),
  example: {
    params: {},
    result: {
      userId,
      name: 'Tess Okafor',
      email: 't.okafor@council.example',
      grants: [{ role: 'planner', operationId: null, centreId: null, address: true }],
      device: null,
      exercise: false,
      typed: token,
      clock: { now: instant, rate: 1 },
    },
  },
});

export const listUsers = query({
  path: '/api/users',
  title: 'Everybody with an account, their roles and when they were last here',
  tag: 'People who sign in',
  words:
    'A planner is shown only roles inside operations, and of the last 30 days every role and new link that was given.',
  may: 'handler',
  params: noParams,
  result: userList,
  example: {
    params: {},
    result: {
      items: [
        {
          id: userId,
          name: 'Tess Okafor',
          email: 't.okafor@council.example',
          state: 'active',
          seenMinutesAgo: 4,
          linkEndsAt: null,
          grants: [],
        },
      ],
      places: [{ id: operationId, codeName: 'Larkspur', centres: [] }],
      given: [
        {
          id: userId,
          at: instant,
          what: 'role',
          by: 'Ada Brook',
          byId: userId,
          to: 'Tess Okafor',
          role: 'planner',
          operation: null,
          centre: null,
        },
      ],
    },
  },
});

const open = { method: 'post', tag: signInTag, may: 'anyone', params: noParams } as const;

export const signIn = exchange({
  ...open,
  path: '/api/sign-in',
  title: 'Sign in',
  words:
    'Sets the session cookie. After ten wrong tries in a minute the rest wait out that minute; nobody else’s tries count on a device where the account has been used before.',
  body: signInBody,
  result: null,
  example: {
    params: {},
    body: { email: 't.okafor@council.example', password: 'three words and a river' },
    result: null,
  },
});

export const signOut = exchange({
  ...open,
  path: '/api/sign-out',
  title: 'Sign out',
  words: 'Ends the session and closes its sockets.',
  body: null,
  result: null,
  example: { params: {}, body: null, result: null },
});

export const checkLink = exchange({
  ...open,
  path: '/api/join/check',
  title: 'See whom a one-time link is for',
  body: checkLinkBody,
  result: linkFor,
  example: {
    params: {},
    body: { token },
    result: {
      purpose: 'join',
      name: 'Tess Okafor',
      email: 't.okafor@council.example',
      endsAt: '2026-11-22T05:30:00.000Z',
    },
  },
});

export const join = exchange({
  ...open,
  path: '/api/join',
  title: 'Use a one-time link: set a password and sign in',
  words: 'The first administrator also gives a name and an email address.',
  body: joinBody,
  result: null,
  example: { params: {}, body: { token, name: 'Tess Okafor', password: 'three words and a river' }, result: null },
});
