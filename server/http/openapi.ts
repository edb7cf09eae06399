import { version } from '../../package.json';
import { z } from 'zod';
import type { Contract } from '../../shared/contract.ts';
import { problems } from '../../shared/problems.ts';
import type { AnyCommand } from '../engine/define.ts';
import { type AnyRoute, isQuery, methodOf, namesIn } from './answer.ts';

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

const ID = '0193e0a0-0000-7000-8000-000000000001';

const sampleText = ({ format, pattern }: Json): string =>
  format === 'uuid' || (typeof pattern === 'string' && new RegExp(pattern).test(ID)) ? ID : '';

/** A value that fits a schema, made from what the schema itself says: nothing, where that fits. */
const sample = (schema: Json): unknown => {
  const {
    type,
    properties = {},
    required = [],
    anyOf,
    oneOf,
    items,
  } = schema as {
    type?: string;
    properties?: Record<string, Json>;
    required?: string[];
    anyOf?: Json[];
    oneOf?: Json[];
    items?: Json;
  };
  const ways = anyOf ?? oneOf ?? [];
  const way = ways.find((it) => it['type'] === 'null') ?? ways[0];
  if (way) return sample(way);
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return (schema['enum'] as unknown[])[0];
  if (type === 'object') return Object.fromEntries(required.map((it) => [it, sample(properties[it] ?? {})]));
  if (type === 'array') return items ? [sample(items)] : [];
  if (type === 'integer' || type === 'number') return schema['minimum'] ?? 1;
  if (type === 'boolean') return false;
  return type === 'null' ? null : sampleText(schema);
};

/** Ids and codes it names keep the ones of the command's own example. */
const answered = ({ result, example }: Contract): Json => {
  const made = sample(schemaOf(result, 'output')) as Json;
  const { details, ...own } = example as Json;
  const examples: Json = { ...(details as Json | undefined), ...own };
  return Object.fromEntries(Object.entries(made).map(([key, value]) => [key, examples[key] ?? value]));
};

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
          example: { seq: 42, result: answered(contract) },
        },
      },
    },
    default: refused,
  },
});

type Parameters = NonNullable<ApiOperation['parameters']>;

const parametersOf = ({ path, params }: AnyRoute): Parameters => {
  const { properties = {}, required = [] } = schemaOf(params, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  const inPath = namesIn(path);
  return Object.entries(properties).map(([name, { description = '', ...schema }]) => ({
    name,
    in: inPath.includes(name) ? ('path' as const) : ('query' as const),
    required: inPath.includes(name) || required.includes(name),
    description: String(description),
    schema,
  }));
};

const bodyOf = (route: AnyRoute): ApiOperation['requestBody'] => {
  if (isQuery(route) || !route.body) return undefined;
  const { body, sends = 'application/json', example } = route;
  return { required: true, content: { [sends]: { schema: schemaOf(body, 'input'), example: example.body } } };
};

const answerOf = (route: AnyRoute): Json => {
  const { result, example } = route;
  if (!result) return { 204: { description: 'Done' } };
  const type = (isQuery(route) ? undefined : route.answers) ?? 'application/json';
  const content = { schema: schemaOf(result, 'output'), example: example.result };
  return { 200: { description: 'Here it is', content: { [type.split(';')[0] ?? type]: content } } };
};

const routeOperation = (route: AnyRoute): ApiOperation => {
  const parameters = parametersOf(route);
  const requestBody = bodyOf(route);
  return {
    operationId: `${methodOf(route)} ${route.path}`,
    summary: route.title,
    ...(route.words ? { description: route.words } : {}),
    tags: [route.tag],
    security: route.may === 'anyone' ? [] : session,
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

/** OpenAPI 3.1, made from the contracts. Paths as OpenAPI writes them: `{name}`. */
export const openApi = (commands: Iterable<AnyCommand>, routes: readonly AnyRoute[]): ApiDocument => {
  const paths: ApiDocument['paths'] = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [methodOf(route)]: routeOperation(route) };
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
