import { changes } from '../../../shared/sync.ts';
import { about, checkLinkBody, joinBody, linkFor, userList } from '../../../shared/users.ts';
import { signInBody } from '../../../shared/signIn.ts';
import { rosterListedRoutes } from './rosters.ts';
import { sheetListedRoutes } from './sheets.ts';
import { deviceListedRoutes } from './tablets.ts';
import { anything, items, type ListedRoute } from './listedRoute.ts';
import { attentionRouteList } from './attention.ts';
import { registerRoutes } from './registers.ts';

const token = 'wZ0m3kq1Tt6bXc0yqk1Hc1uQh9m2xvG2r5s8u1w4z7A';
const operationId = '0193e0a0-0000-7000-8000-000000000001';

const signIn: ListedRoute[] = [
  {
    method: 'post',
    path: '/api/sign-in',
    title: 'Sign in',
    tag: 'Sign-in',
    open: true,
    words: 'Sets the session cookie. Ten wrong tries at one account close it for a quarter of an hour.',
    body: { schema: signInBody, example: { email: 't.okafor@council.example', password: 'three words and a river' } },
    answer: { status: 204 },
  },
  {
    method: 'post',
    path: '/api/sign-out',
    title: 'Sign out',
    tag: 'Sign-in',
    open: true,
    words: 'Ends the session and closes its sockets.',
    answer: { status: 204 },
  },
  {
    method: 'post',
    path: '/api/join/check',
    title: 'See whom a one-time link is for',
    tag: 'Sign-in',
    open: true,
    body: { schema: checkLinkBody, example: { token } },
    answer: {
      schema: linkFor,
      example: {
        purpose: 'join',
        name: 'Tess Okafor',
        email: 't.okafor@council.example',
        endsAt: '2026-11-22T05:30:00.000Z',
      },
    },
  },
  {
    method: 'post',
    path: '/api/join',
    title: 'Use a one-time link: set a password and sign in',
    tag: 'Sign-in',
    open: true,
    words: 'The first administrator also gives a name and an email address.',
    body: { schema: joinBody, example: { token, name: 'Tess Okafor', password: 'three words and a river' } },
    answer: { status: 204 },
  },
  {
    method: 'get',
    path: '/api/me',
    title: 'Who is signed in, what they may do, and the clock to show',
    tag: 'Sign-in',
    answer: {
      schema: anything,
      example: {
        userId: '0193e0a0-0000-7000-8000-000000000101',
        name: 'Tess Okafor',
        email: 't.okafor@council.example',
        grants: [{ role: 'planner', operationId: null, centreId: null, address: true }],
        device: null,
        exercise: false,
        typed: token,
        clock: { now: '2026-11-19T05:30:00.000Z', rate: 1 },
      },
    },
  },
  {
    method: 'get',
    path: '/api/users',
    title: 'Everybody with an account, their roles and when they were last here',
    tag: 'People who sign in',
    words: 'A planner is shown only roles inside operations.',
    answer: {
      schema: userList,
      example: {
        items: [
          {
            id: '0193e0a0-0000-7000-8000-000000000101',
            name: 'Tess Okafor',
            email: 't.okafor@council.example',
            state: 'active',
            seenMinutesAgo: 4,
            linkEndsAt: null,
            grants: [],
          },
        ],
        places: [{ id: operationId, codeName: 'Larkspur', centres: [] }],
      },
    },
  },
];

const operations: ListedRoute[] = [
  {
    method: 'get',
    path: '/api/operations',
    title: 'The operations you have a place in, each with its centres',
    tag: 'Operations',
    answer: {
      schema: items(anything),
      example: {
        items: [
          {
            id: operationId,
            codeName: 'Larkspur',
            state: 'running',
            centres: [{ id: '0193e0a0-0000-7000-8000-000000000002', name: 'Wren', state: 'open' }],
          },
        ],
      },
    },
  },
  {
    method: 'get',
    path: '/api/operations/:id/pull',
    title: 'Everything that changed after a sequence number, as you may see it',
    tag: 'Operations',
    words:
      'Ask from 0 for a snapshot. A null row is no longer yours to see. Socket.IO sends the same shape as the event "changes" after you emit "subscribe" with { operationId, since }.',
    params: { id: 'The operation' },
    query: {
      since: 'The sequence number you have reached; 0 for everything',
      view: 'The view your cursor belongs to; another one starts from 0',
      wall: '1 for the wall: no venue, no position finer than a square',
    },
    answer: {
      schema: changes,
      example: { operationId, from: 0, to: 0, view: 'e3b0c44298fc1c14', changes: [], snapshot: true },
    },
  },
  {
    method: 'get',
    path: '/api/operations/:id/shortlist',
    title: 'Venues ranked by how well they fit, each with its reasons, and those ruled out',
    tag: 'Operations',
    words: 'For whoever may activate a centre.',
    params: { id: 'The operation' },
    query: {
      expected: 'People expected',
      lat: 'Degrees, with lon: the point distances are measured from',
      lon: 'Degrees',
      square: 'Ten-kilometre square, instead of a point',
      arrivalAt: 'When the first come',
      doorsAt: 'When doors are to open',
      nights: 'Nights',
      wishes: 'A facility asked for; give it again for each',
      languages: 'A language; give it again for each',
    },
    answer: { schema: anything, example: {} },
  },
  {
    method: 'post',
    path: '/api/commands/:name',
    title: 'Any command, by name',
    tag: 'Operations',
    words: 'Each command is listed below with what it takes.',
    params: { name: 'The command' },
    body: {
      schema: anything,
      example: { id: '0193e0a0-0000-7000-8000-0000000000ff', args: {}, occurredAt: '2026-11-19T05:30:00Z' },
    },
    answer: { schema: anything, example: { seq: 42, result: {} } },
  },
];

const health: ListedRoute[] = [
  {
    method: 'get',
    path: '/api/about',
    title: 'Whether this is an exercise',
    tag: 'Health',
    open: true,
    answer: { schema: about, example: { exercise: false } },
  },
  {
    method: 'get',
    path: '/healthz',
    title: 'The program runs',
    tag: 'Health',
    open: true,
    answer: { schema: anything, example: { status: 'ok' } },
  },
  {
    method: 'get',
    path: '/readyz',
    title: 'The database answers',
    tag: 'Health',
    open: true,
    answer: { schema: anything, example: { status: 'ready' } },
  },
];

const pages: ListedRoute[] = [
  {
    method: 'get',
    path: '/api/openapi.json',
    title: 'This document, OpenAPI 3.1',
    tag: 'This page',
    open: true,
    answer: { schema: anything, example: { openapi: '3.1.0' } },
  },
  {
    method: 'get',
    path: '/api/docs',
    title: 'This document, to read',
    tag: 'This page',
    open: true,
    answer: { type: 'text/html' },
  },
  {
    method: 'get',
    path: '/api/docs.css',
    title: 'How that page looks',
    tag: 'This page',
    open: true,
    answer: { type: 'text/css' },
  },
];

/** Every route there is, but the client's own files. A test fails on a mounted one that is missing here. */
export const routeList: readonly ListedRoute[] = [
  ...signIn,
  ...operations,
  ...attentionRouteList,
  ...sheetListedRoutes,
  ...rosterListedRoutes,
  ...registerRoutes,
  ...deviceListedRoutes,
  ...health,
  ...pages,
];
