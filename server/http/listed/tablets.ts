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
} from '../../../shared/tablets.ts';
import { pushAnswers, pushBody, sealingKey } from '../../../shared/push.ts';
import type { ListedRoute } from './listedRoute.ts';

const tag = 'Tablets';
const operationId = '0193e0a0-0000-7000-8000-000000000001';
const centreId = '0193e0a0-0000-7000-8000-000000000002';
const deviceId = '0193e0a0-0000-7000-8000-000000000031';
const pairingId = '0193e0a0-0000-7000-8000-000000000032';
const userId = '0193e0a0-0000-7000-8000-000000000101';
const secret = 'wZ0m3kq1Tt6bXc0yqk1Hc1uQh9m2xvG2r5s8u1w4z7A';
const expiresAt = '2026-11-19T05:40:00.000Z';
const here = '/api/operations/:operationId/centres/:centreId';
const place = { operationId: 'The operation', centreId: 'The centre' };

const setUp: ListedRoute[] = [
  {
    method: 'post',
    path: '/api/device/claim',
    title: 'Give the code a manager shows; it works once',
    tag,
    open: true,
    words: 'Guesses are counted by address and over all of them.',
    body: { schema: claimBody, example: { code: 'MQR7 2HX9 TD' } },
    answer: { schema: claimMade, example: { pairingId, claim: secret, digits: '47', expiresAt } },
  },
  {
    method: 'post',
    path: '/api/device/collect',
    title: 'Ask whether the manager has said that the digits match',
    tag,
    open: true,
    words: 'Once they have, it sets the cookie of this tablet.',
    body: { schema: collectBody, example: { pairingId, claim: secret } },
    answer: { schema: collected, example: { state: 'asking' } },
  },
  {
    method: 'post',
    path: '/api/device/stop',
    title: 'Say on the tablet that the digits do not match',
    tag,
    open: true,
    body: { schema: collectBody, example: { pairingId, claim: secret } },
    answer: { status: 204 },
  },
];

const onTablet: ListedRoute[] = [
  {
    method: 'get',
    path: '/api/device',
    title: 'What this tablet is, and who may use it',
    tag,
    open: true,
    words: 'By the cookie of the tablet. 401 where it is not set up, 410 where it has been taken out of use.',
    answer: {
      schema: deviceView,
      example: {
        deviceId,
        label: 'Tablet 1',
        letter: 'M',
        operationId,
        operationName: 'Larkspur',
        centreId,
        centreName: 'Wren',
        exercise: false,
        clock: { now: '2026-11-19T05:30:00.000Z', rate: 1 },
        idleMinutes: 2,
        hands: [{ userId, name: 'Joan P.', firstPin: true }],
        onSite: 12,
        state: 'open',
      },
    },
  },
  {
    method: 'post',
    path: '/api/device/unlock',
    title: 'Take the tablet by PIN',
    tag,
    open: true,
    words: 'Sets the cookie of this turn, which every route takes as a session. Five wrong PINs lock the tablet.',
    body: { schema: unlockBody, example: { userId, pin: '274915' } },
    answer: { schema: unlocked, example: { userId, name: 'Joan P.', secrets: { roll: secret, author: secret } } },
  },
  {
    method: 'post',
    path: '/api/device/lock',
    title: 'End the turn',
    tag,
    open: true,
    answer: { status: 204 },
  },
  {
    method: 'post',
    path: '/api/device/report',
    title: 'Say what happened without signal: wrong PINs, and how much waits',
    tag,
    open: true,
    body: { schema: deviceReport, example: { waiting: 3, tries: 1 } },
    answer: { status: 204 },
  },
  {
    method: 'get',
    path: '/api/keys/:id',
    title: 'The public key that commands are sealed to',
    tag,
    words: 'By session or by the cookie of a tablet.',
    params: { id: 'The operation, or 00000000-0000-7000-8000-000000000001 for everything outside one' },
    answer: {
      schema: sealingKey,
      example: { keyId: operationId, publicKey: { kty: 'EC', crv: 'P-256', x: secret, y: secret } },
    },
  },
  {
    method: 'post',
    path: '/api/push',
    title: 'Hand in what waits on a device, in its order',
    tag,
    words: 'By session or by the cookie of a tablet. Answered up to the first that could not be tried.',
    body: {
      schema: pushBody,
      example: {
        items: [{ v: 1, id: pairingId, keyId: operationId, authorId: userId, deviceId, box: secret, proof: secret }],
        waiting: 0,
      },
    },
    answer: {
      schema: pushAnswers,
      example: { answers: [{ id: pairingId, as: 'accepted', seq: 42, result: {}, replay: false }] },
    },
  },
];

const forManagers: ListedRoute[] = [
  {
    method: 'get',
    path: `${here}/devices`,
    title: 'The tablets of a centre, and who may use them',
    tag,
    params: place,
    answer: { schema: deviceList, example: { items: [], hands: [] } },
  },
  {
    method: 'post',
    path: `${here}/hands/:userId/pin`,
    title: 'Give a volunteer a first PIN, told once',
    tag,
    params: { ...place, userId: 'The volunteer' },
    answer: { schema: firstPin, example: { pin: '274915', expiresAt } },
  },
  {
    method: 'post',
    path: `${here}/pairings`,
    title: 'Make a code to set up a tablet, told once',
    tag,
    params: place,
    answer: { schema: pairingMade, example: { pairingId, code: 'MQR7 2HX9 TD', expiresAt } },
  },
  {
    method: 'get',
    path: `${here}/pairings/:id`,
    title: 'How far setting up a tablet has come',
    tag,
    params: { ...place, id: 'The pairing' },
    answer: {
      schema: pairingState,
      example: { state: 'asking', digits: '47', expiresAt, deviceId: null, label: null },
    },
  },
  {
    method: 'post',
    path: `${here}/pairings/:id/answer`,
    title: 'Say whether the tablet shows the same two digits',
    tag,
    params: { ...place, id: 'The pairing' },
    body: { schema: pairingAnswer, example: { match: true } },
    answer: { status: 204 },
  },
];

/** Setting up and using shared tablets, and handing in what waits on them. */
export const deviceListedRoutes: readonly ListedRoute[] = [...setUp, ...onTablet, ...forManagers];
