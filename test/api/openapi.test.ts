import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApp } from '../../server/app.ts';
import { registry } from '../../server/commands.ts';
import { routeList } from '../../server/http/listed/all.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';

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

test('lists every route that is mounted, and none that is not', () => {
  expect(routeList.map((it) => `${it.method} ${it.path}`).toSorted()).toEqual(mounted());
});

test('is read without a session, as a document and as a page without anything inline', async () => {
  const document = await app.nobody.get('/api/openapi.json');
  expect(document.status).toBe(200);
  expect(document.body.openapi).toBe('3.1.0');
  const page = await app.nobody.get('/api/docs');
  expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  expect(page.text).not.toMatch(/<script|<style|style=|onclick=/i);
  expect((await app.nobody.get('/api/docs.css')).headers.get('content-type')).toMatch(/^text\/css/);
  for (const name of registry.keys()) expect(page.text).toContain(`/api/commands/${name}`);
});

test('describes every command with an example that the command takes', async () => {
  const { paths } = (await app.nobody.get('/api/openapi.json')).body;
  for (const [name, { contract }] of registry) {
    const { requestBody, summary } = paths[`/api/commands/${name}`].post;
    const { schema, example } = requestBody.content['application/json'];
    expect(summary).not.toBe('');
    const { args } = schema.properties;
    for (const it of args.oneOf ?? args.anyOf ?? [args]) {
      expect(it).toMatchObject({ type: 'object', additionalProperties: false });
    }
    expect([name, contract.args.safeParse(example.args).error]).toEqual([name, undefined]);
  }
});

test('gives examples that fit what each route takes and answers', () => {
  const misfits = routeList.flatMap(({ path, body, answer }) =>
    [body, answer]
      .filter((it) => it?.schema && !it.schema.safeParse(it.example).success)
      .map((it) => [path, it?.schema?.safeParse(it.example).error?.issues]),
  );
  expect(misfits).toEqual([]);
});

test('says which routes are open: all others refuse nobody, with a problem', async () => {
  const refusing: string[] = [];
  for (const { method, path } of routeList) {
    const sending =
      method === 'get' ? { method } : { method, body: '{}', headers: { 'content-type': 'application/json' } };
    const answer = await app.nobody.send(path.replaceAll(/:\w+/g, app.newId()), sending);
    const isRefused = answer.status === 401 && answer.body.type === '/problems/not-signed-in';
    if (isRefused) refusing.push(`${method} ${path}`);
  }
  const guarded = routeList.filter((it) => !it.open).map((it) => `${it.method} ${it.path}`);
  expect(refusing.toSorted()).toEqual(guarded.toSorted());
});

test('names operations once and refers only to what is there', async () => {
  const { body } = await app.nobody.get('/api/openapi.json');
  const operations = Object.values(body.paths).flatMap((it) => Object.values(it as Loose)) as Loose[];
  const ids = operations.map((it) => it.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((it) => it[1] ?? '');
  for (const reference of references) {
    const found = reference.split('/').reduce<Loose>((at, part) => at?.[part], body);
    expect([reference, typeof found]).toEqual([reference, 'object']);
  }
  for (const it of operations)
    for (const tag of it.tags) expect(body.tags.map((known: Loose) => known.name)).toContain(tag);
});
