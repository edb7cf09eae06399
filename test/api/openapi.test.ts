import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { makeApp } from '../../server/app.ts';
import { registry } from '../../server/commands.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { contractsOf, isOpen, nameOf } from '../support/contracts.ts';
import { isQuery, methodOf } from '../../server/http/answer.ts';
import { some } from '../support/some.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const mounted = (): string[] => {
  const { deps, auth, sessions } = app.running;
  const { routes } = makeApp(deps, auth, sessions, { clientDir: null, patience: 1000 });
  const asked = routes.filter((it) => it.method !== 'ALL').map((it) => `${it.method.toLowerCase()} ${it.path}`);
  return [...new Set(asked)].toSorted();
};

test('lists every route that is mounted, and none that is not', async () => {
  const { paths } = (await app.nobody.get('/api/openapi.json')).body;
  const listed = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  );
  const commands = [...registry.keys()].map((name) => `post /api/commands/${name}`);
  expect(listed.toSorted()).toEqual([...mounted(), ...commands].toSorted());
});

test('has a schema and an example for every answer, of commands too', async () => {
  const { paths } = (await app.nobody.get('/api/openapi.json')).body;
  for (const methods of some(Object.values(paths) as Loose[])) {
    for (const { operationId, responses } of some(Object.values(methods) as Loose[])) {
      if (responses[204]) continue;
      for (const { schema, example } of some(Object.values(responses[200].content) as Loose[])) {
        expect([operationId, Object.keys(schema ?? {}).length > 0]).toEqual([operationId, true]);
        expect([operationId, typeof example]).not.toEqual([operationId, 'undefined']);
      }
    }
  }
});

test('is read without a session, as a document and as a page without anything inline', async () => {
  const document = await app.nobody.get('/api/openapi.json');
  expect(document.status).toBe(200);
  expect(document.body.openapi).toBe('3.1.0');
  const page = await app.nobody.get('/api/docs');
  expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  expect(page.text).not.toMatch(/<script|<style|style=|onclick=/i);
  expect((await app.nobody.get('/api/docs.css')).headers.get('content-type')).toMatch(/^text\/css/);
  for (const name of some(registry.keys())) expect(page.text).toContain(`/api/commands/${name}`);
});

test('describes every command with an example that the command takes', async () => {
  const { paths } = (await app.nobody.get('/api/openapi.json')).body;
  for (const [name, { contract }] of some(registry)) {
    const { requestBody, summary } = paths[`/api/commands/${name}`].post;
    const { schema, example } = requestBody.content['application/json'];
    expect(summary).not.toBe('');
    const { args } = schema.properties;
    for (const it of some(args.oneOf ?? args.anyOf ?? [args])) {
      expect(it).toMatchObject({ type: 'object', additionalProperties: false });
    }
    expect([name, contract.args.safeParse(example.args).error]).toEqual([name, undefined]);
  }
});

test('gives examples that fit what each route takes and answers', () => {
  for (const it of some(contractsOf(app))) {
    const { params, result, example } = it;
    expect([nameOf(it), params.safeParse(example.params).error?.issues]).toEqual([nameOf(it), undefined]);
    expect([nameOf(it), result?.safeParse(example.result).error?.issues]).toEqual([nameOf(it), undefined]);
    if (isQuery(it)) continue;
    expect([nameOf(it), it.body?.safeParse(it.example.body).error?.issues]).toEqual([nameOf(it), undefined]);
  }
});

test('shows every answer by an example that fits it, of routes and of commands', async () => {
  const { paths } = (await app.nobody.get('/api/openapi.json')).body;
  const wrong: unknown[] = [];
  const hold = (name: string, example: unknown, schema: z.ZodType) => {
    const { error } = schema.safeParse(example);
    if (error) wrong.push([name, error.issues]);
  };
  for (const it of contractsOf(app)) {
    if (!it.result) continue;
    const { responses } = paths[it.path.replaceAll(/:(\w+)/g, '{$1}')][methodOf(it)];
    for (const { example } of Object.values(responses[200].content) as Loose[]) hold(nameOf(it), example, it.result);
  }
  for (const [name, { contract }] of registry) {
    const { example } = paths[`/api/commands/${name}`].post.responses[200].content['application/json'];
    hold(name, example, z.strictObject({ seq: z.int(), result: contract.result }));
  }
  expect(wrong).toEqual([]);
});

test('says which routes are open: all others refuse nobody, with a problem', async () => {
  const refusing: string[] = [];
  const contracts = contractsOf(app);
  for (const it of contracts) {
    const [method, { path }] = [methodOf(it), it];
    const sending =
      method === 'get' ? { method } : { method, body: '{}', headers: { 'content-type': 'application/json' } };
    const answer = await app.nobody.send(path.replaceAll(/:\w+/g, app.newId()), sending);
    const isRefused = answer.status === 401 && answer.body.type === '/problems/not-signed-in';
    if (isRefused) refusing.push(`${method} ${path}`);
  }
  const guarded = contracts.filter((it) => !isOpen(it)).map(nameOf);
  expect(refusing.toSorted()).toEqual(guarded.toSorted());
});

test('names operations once and refers only to what is there', async () => {
  const { body } = await app.nobody.get('/api/openapi.json');
  const operations = Object.values(body.paths).flatMap((it) => Object.values(it as Loose)) as Loose[];
  const ids = operations.map((it) => it.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((it) => it[1] ?? '');
  for (const reference of some(references)) {
    const found = reference.split('/').reduce<Loose>((at, part) => at?.[part], body);
    expect([reference, typeof found]).toEqual([reference, 'object']);
  }
  for (const it of some(operations))
    for (const tag of some(it.tags)) expect(body.tags.map((known: Loose) => known.name)).toContain(tag);
});

test('says of every route whether it takes a session, and of every part of an address that it has to be there', async () => {
  const { paths } = (await app.nobody.get('/api/openapi.json')).body;
  let named = 0;
  for (const route of some(contractsOf(app))) {
    const operation = paths[route.path.replaceAll(/:(\w+)/g, '{$1}')][methodOf(route)];
    expect([route.path, operation.security.length === 0]).toEqual([route.path, route.may === 'anyone']);
    const inPath = (operation.parameters ?? []).filter((it: Loose) => it.in === 'path');
    expect([route.path, inPath.map((it: Loose) => [it.name, it.required])]).toEqual([
      route.path,
      [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => [name, true]),
    ]);
    named += inPath.length;
  }
  expect(named).toBeGreaterThan(0);
  const open = contractsOf(app).filter((it) => it.may === 'anyone');
  expect((await app.nobody.get('/api/docs')).text.split('. No session needed')).toHaveLength(open.length + 1);
});
