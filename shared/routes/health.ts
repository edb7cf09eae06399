import { z } from 'zod';
import { exchange, noParams, query } from '../contract.ts';
import { about } from '../users.ts';

const open = { tag: 'Health', may: 'anyone', params: noParams } as const;

export const readAbout = query({
  ...open,
  path: '/api/about',
  title: 'Whether this is an exercise',
  result: about,
  example: { params: {}, result: { exercise: false } },
});

export const isRunning = query({
  ...open,
  path: '/healthz',
  title: 'The program runs',
  result: z.object({ status: z.literal('ok') }),
  example: { params: {}, result: { status: 'ok' } },
});

export const isReady = query({
  ...open,
  path: '/readyz',
  title: 'The database answers',
  result: z.object({ status: z.literal('ready') }),
  example: { params: {}, result: { status: 'ready' } },
});

const page = { method: 'get', tag: 'This page', may: 'anyone', params: noParams, body: null } as const;

export const openApiDocument = exchange({
  ...page,
  path: '/api/openapi.json',
  title: 'This document, OpenAPI 3.1',
  result: z.looseObject({ openapi: z.literal('3.1.0') }),
  example: { params: {}, body: null, result: { openapi: '3.1.0' } },
});

export const docsPage = exchange({
  ...page,
  path: '/api/docs',
  title: 'This document, to read',
  result: z.string(),
  answers: 'text/html; charset=utf-8',
  example: { params: {}, body: null, result: '<!doctype html>' },
});

export const docsStyle = exchange({
  ...page,
  path: '/api/docs.css',
  title: 'How that page looks',
  result: z.string(),
  answers: 'text/css; charset=utf-8',
  example: { params: {}, body: null, result: 'body {}' },
});
