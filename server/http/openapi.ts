import { version } from '../../package.json';
import { z } from 'zod';
import type { Contract } from '../../shared/contract.ts';
import { problems } from '../../shared/problems.ts';
import type { AnyCommand } from '../engine/define.ts';
import type { ListedRoute } from './listed/listedRoute.ts';
import { routeList } from './listed/all.ts';

type Json = Record<string, unknown>;

/** The parts of an OpenAPI 3.1 operation that we write. */
export interface ApiOperation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  security: Json[];
  parameters?: { name: string; in: 'path' | 'query'; required: boolean; description: string; schema: Json }[];
  requestBody?: { required: true; content: Record<string, { schema?: Json; example?: unknown }> };
  responses: Record<string, Json>;
}

export interface ApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; summary: string; description: string; license: Json };
  tags: { name: string; description?: string }[];
  paths: Record<string, Record<string, ApiOperation>>;
  components: Json;
}

export const COMMANDS = 'Commands';

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};

const refused = {
  description: 'Refused, with the reason and what to do about it',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
const session = [{ session: [] }];

const commandOperation = (contract: Contract): ApiOperation => ({
  operationId: contract.name,
  summary: contract.title,
  tags: [COMMANDS],
  security: session,
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          additionalProperties: false,
          required: ['id', 'args', 'occurredAt'],
          properties: {
            id: {
              type: 'string',
              format: 'uuid',
              description: 'A new UUID, version 7. The same again: the same answer',
            },
            args: schemaOf(contract.args, 'input'),
            occurredAt: { type: 'string', format: 'date-time', description: 'When it happened, by your clock' },
          },
        },
        example: {
          id: '0193e0a0-0000-7000-8000-0000000000ff',
          args: contract.example,
          occurredAt: '2026-11-19T05:30:00Z',
        },
      },
    },
  },
  responses: {
    200: {
      description: 'Done and written',
      headers: {
        'Idempotent-Replay': { description: '"true" where this id was answered before', schema: { type: 'string' } },
      },
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['seq', 'result'],
            properties: { seq: { type: 'integer' }, result: schemaOf(contract.result, 'output') },
          },
        },
      },
    },
    default: refused,
  },
});

const parametersOf = (route: ListedRoute): ApiOperation['parameters'] => [
  ...Object.entries(route.params ?? {}).map(([name, description]) => ({
    name,
    in: 'path' as const,
    required: true,
    description,
    schema: { type: 'string' },
  })),
  ...Object.entries(route.query ?? {}).map(([name, description]) => ({
    name,
    in: 'query' as const,
    required: false,
    description,
    schema: { type: 'string' },
  })),
];

const bodyOf = (route: ListedRoute): ApiOperation['requestBody'] => {
  if (!route.body) return undefined;
  const { schema, type = 'application/json', example } = route.body;
  return { required: true, content: { [type]: { ...(schema ? { schema: schemaOf(schema, 'input') } : {}), example } } };
};

const answerOf = ({ answer }: ListedRoute): Json => {
  if (answer.status === 204) return { 204: { description: 'Done' } };
  const { type = 'application/json', schema, example } = answer;
  const content = {
    ...(schema ? { schema: schemaOf(schema, 'output') } : {}),
    ...(example === undefined ? {} : { example }),
  };
  return { 200: { description: 'Here it is', content: { [type]: content } } };
};

const routeOperation = (route: ListedRoute): ApiOperation => {
  const parameters = parametersOf(route) ?? [];
  const requestBody = bodyOf(route);
  return {
    operationId: `${route.method} ${route.path}`,
    summary: route.title,
    ...(route.words ? { description: route.words } : {}),
    tags: [route.tag],
    security: route.open ? [] : session,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(requestBody ? { requestBody } : {}),
    responses: { ...answerOf(route), default: refused } as ApiOperation['responses'],
  };
};

const problemSchema: Json = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', enum: Object.keys(problems).map((slug) => `/problems/${slug}`) },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What to do next' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: {
          pointer: { type: 'string', description: 'JSON pointer to the field, such as /args/needs/0/kind' },
          code: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
    missing: {
      type: 'array',
      description: 'What stands in the way',
      items: { type: 'object', properties: { code: { type: 'string' }, words: { type: 'string' } } },
    },
    retryAfter: { type: 'integer', description: 'Seconds until another try makes sense' },
  },
};

const description = [
  'Every change is a command with an id of its own. Send the same id and body again after a lost answer: you get the stored answer, and nothing happens twice.',
  'What changes reaches you by pull, or by Socket.IO (default path): emit "subscribe" with { operationId, since } and listen for "changes". Apply a delta only where its "from" is the number you have reached; otherwise pull.',
  'Without a session every answer is 401. Without the right it is the same 404 as for what does not exist.',
].join('\n\n');

/** OpenAPI 3.1, made from the commands and the list of routes. Paths as OpenAPI writes them: `{name}`. */
export const openApi = (commands: Iterable<AnyCommand>, routes: readonly ListedRoute[] = routeList): ApiDocument => {
  const paths: ApiDocument['paths'] = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: routeOperation(route) };
  }
  for (const { contract } of commands) paths[`/api/commands/${contract.name}`] = { post: commandOperation(contract) };
  const tags = [...new Set(routes.map((it) => it.tag))].map((name) => ({ name }));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Haven',
      version,
      summary: 'Coordination of emergency reception centres',
      description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    tags: [...tags, { name: COMMANDS, description: 'Everything that changes something' }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'haven.session_token',
          description: 'Set by POST /api/sign-in. Its name is __Host-haven where Haven is reached over https',
        },
      },
    },
  };
};
