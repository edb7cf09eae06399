import { z } from 'zod';
import { exchange, noParams, query } from '../contract.ts';
import { uuid } from '../primitives.ts';
import { pushAnswers, pushBody, sealingKey } from '../push.ts';
import {
  claimBody,
  claimMade,
  collectBody,
  collected,
  deviceList,
  deviceReport,
  deviceView,
  firstPin,
  pairingAnswer,
  pairingMade,
  pairingState,
  unlockBody,
  unlocked,
} from '../tablets.ts';
import { centreId, deviceId, instant, operationId, pairingId, token, userId } from './examples.ts';

const tag = 'Tablets';
const expiresAt = '2026-11-19T05:40:00.000Z';
const here = '/api/operations/:operationId/centres/:centreId';
const place = { operationId: uuid.describe('The operation'), centreId: uuid.describe('The centre') };
const at = { operationId, centreId };
const mayHere = (right: string) => ({ right, operation: 'operationId', centre: 'centreId' });

// --- By the tablet itself ---

const byTablet = { tag, may: 'anyone', params: noParams } as const;

export const readDevice = query({
  ...byTablet,
  path: '/api/device',
  title: 'What this tablet is, and who may use it',
  words: 'By the cookie of the tablet. 401 where it is not set up, 410 where it has been taken out of use.',
  result: deviceView,
  example: {
    params: {},
    result: {
      deviceId,
      label: 'Tablet 1',
      letter: 'M',
      operationId,
      operationName: 'Larkspur',
      centreId,
      centreName: 'Wren',
      exercise: false,
      clock: { now: instant, rate: 1 },
      idleMinutes: 2,
      hands: [{ userId, name: 'Joan P.', firstPin: true }],
      onSite: 12,
      state: 'open',
    },
  },
});

export const readSealingKey = query({
  path: '/api/keys/:id',
  title: 'The public key that commands are sealed to',
  tag,
  words: 'By session or by the cookie of a tablet.',
  may: 'handler',
  byItsCookie: true,
  params: z.strictObject({
    id: uuid.describe('The operation, or 00000000-0000-7000-8000-000000000001 for everything outside one'),
  }),
  result: sealingKey,
  example: {
    params: { id: operationId },
    result: { keyId: operationId, publicKey: { kty: 'EC', crv: 'P-256', x: token, y: token } },
  },
});

const post = { method: 'post', ...byTablet } as const;

export const claimCode = exchange({
  ...post,
  path: '/api/device/claim',
  title: 'Give the code a manager shows; it works once',
  words: 'Too many to be guessed, so that wrong ones stop nobody.',
  body: claimBody,
  result: claimMade,
  example: {
    params: {},
    body: { code: 'MQR7 2HX9 TD' },
    result: { pairingId, claim: token, digits: '47', expiresAt },
  },
});

export const collectDevice = exchange({
  ...post,
  path: '/api/device/collect',
  title: 'Ask whether the manager has said that the digits match',
  words: 'Once they have, it sets the cookie of this tablet.',
  body: collectBody,
  result: collected,
  example: { params: {}, body: { pairingId, claim: token }, result: { state: 'asking' } },
});

export const stopPairing = exchange({
  ...post,
  path: '/api/device/stop',
  title: 'Say on the tablet that the digits do not match',
  body: collectBody,
  result: null,
  example: { params: {}, body: { pairingId, claim: token }, result: null },
});

export const unlockTablet = exchange({
  ...post,
  path: '/api/device/unlock',
  title: 'Take the tablet by PIN',
  words:
    'Sets the cookie of this tablet session, which every route takes as a session. Five wrong PINs lock the tablet.',
  body: unlockBody,
  result: unlocked,
  example: {
    params: {},
    body: { userId, pin: '274915' },
    result: { userId, name: 'Joan P.', secrets: { roll: token, author: token } },
  },
});

export const lockTablet = exchange({
  ...post,
  path: '/api/device/lock',
  title: 'End the tablet session',
  body: null,
  result: null,
  example: { params: {}, body: null, result: null },
});

export const reportTablet = exchange({
  ...post,
  path: '/api/device/report',
  title: 'Say what happened without signal: wrong PINs, and how much waits',
  body: deviceReport,
  result: null,
  example: { params: {}, body: { waiting: 3, tries: 1 }, result: null },
});

export const pushItems = exchange({
  ...post,
  may: 'handler',
  byItsCookie: true,
  path: '/api/push',
  title: 'Hand in what waits on a device, in its order',
  words: 'By session or by the cookie of a tablet. Answered up to the first that could not be tried.',
  body: pushBody,
  result: pushAnswers,
  example: {
    params: {},
    body: {
      items: [{ v: 1, id: pairingId, keyId: operationId, authorId: userId, deviceId, box: token, proof: token }],
      waiting: 0,
    },
    result: { answers: [{ id: pairingId, as: 'accepted', seq: 42, result: {}, replay: false }] },
  },
});

// --- By a centre's manager ---

export const listDevices = query({
  path: `${here}/devices`,
  title: 'The tablets of a centre, and who may use them',
  tag,
  may: mayHere('devices.read'),
  params: z.strictObject(place),
  result: deviceList,
  example: { params: at, result: { items: [], hands: [] } },
});

export const readPairing = query({
  path: `${here}/pairings/:id`,
  title: 'How far setting up a tablet has come',
  tag,
  may: mayHere('devices.pair'),
  params: z.strictObject({ ...place, id: uuid.describe('The pairing') }),
  result: pairingState,
  example: {
    params: { ...at, id: pairingId },
    result: { state: 'asking', digits: '47', expiresAt, deviceId: null, label: null },
  },
});

export const giveFirstPin = exchange({
  method: 'post',
  path: `${here}/hands/:userId/pin`,
  title: 'Give a volunteer a first PIN, told once',
  tag,
  may: mayHere('hands.pin'),
  params: z.strictObject({ ...place, userId: z.string().max(100).describe('The volunteer') }),
  body: null,
  result: firstPin,
  example: { params: { ...at, userId }, body: null, result: { pin: '274915', expiresAt } },
});

export const makePairing = exchange({
  method: 'post',
  path: `${here}/pairings`,
  title: 'Make a code to set up a tablet, told once',
  tag,
  may: mayHere('devices.pair'),
  params: z.strictObject(place),
  body: null,
  result: pairingMade,
  example: { params: at, body: null, result: { pairingId, code: 'MQR7 2HX9 TD', expiresAt } },
});

export const answerPairing = exchange({
  method: 'post',
  path: `${here}/pairings/:id/answer`,
  title: 'Say whether the tablet shows the same two digits',
  tag,
  may: mayHere('devices.pair'),
  params: z.strictObject({ ...place, id: uuid.describe('The pairing') }),
  body: pairingAnswer,
  result: null,
  example: { params: { ...at, id: pairingId }, body: { match: true }, result: null },
});
