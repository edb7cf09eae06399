import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { build } from 'vite';
import { bare } from '../../client/build/bare.ts';

const shared = path.resolve(import.meta.dirname, '../../shared');

/** What a bundler makes of a page that imports `names` from one module. */
const bundled = async (code: string, names: string): Promise<string> => {
  const modules: Record<string, string> = {
    page: `import { ${names} } from 'said'; globalThis.page = [${names}];`,
    said: bare(code),
    contract: 'export const contract = (it) => it;',
  };
  const inMemory = {
    name: 'in-memory',
    resolveId: (id: string) => (id in modules ? `${id}.ts` : null),
    load: (id: string) => modules[id.replace(/\.ts$/, '')] ?? null,
  };
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [inMemory],
    build: { write: false, minify: false, rolldownOptions: { input: 'page', external: ['zod'] } },
  });
  const [chunk] = 'output' in made ? made.output : [];
  return chunk?.type === 'chunk' ? chunk.code : '';
};

const SAID = `
import { z } from 'zod';
import { contract } from 'contract';
const name: z.ZodType = z.string().max(60);
export const greet = contract({
  name: 'guests.greet',
  title: 'Say hello, and "title: no more"',
  args: z.strictObject({ name, often: z.int().max(3) }),
  result: z.strictObject({ heard: z.boolean() }),
  example: { name: 'Dan', often: 1 },
});
export const part = contract({ name: 'guests.part', title: 'Say goodbye', args: z.object({ name: name.optional() }) });
export const greetedRow = z.object({ greetedAt: name.nullable() });
`;

test('a contract or row that no screen imports is left out of what is built', async () => {
  const code = await bundled(SAID, 'greet');
  expect(code).toContain('guests.greet');
  expect(code).toContain('often');
  expect(code).not.toMatch(/guests\.part|greetedAt/);
  expect(await bundled(SAID, 'part, greetedRow')).toMatch(/guests\.part[\s\S]*greetedAt/);
});

test('what only the server reads of a contract is left out, and nothing else', async () => {
  const code = await bundled(SAID, 'greet, part');
  expect(code).not.toMatch(/title|heard|example|Dan|goodbye/);
  expect(code).toMatch(/name: "guests.part"/);
});

test('of a kind of row a screen knows no more than what it is sent and keeps, and asks for no more', () => {
  const code = bare(readFileSync(path.join(shared, 'kinds/kinds.ts'), 'utf8'));
  expect(code).not.toMatch(/called: '|compartment: '|moves: (true|false)|encrypted: false/);
  expect(code).toMatch(/visit: \{ \.\.\.sent,\s+client: 'offline' \}/);
  const client = path.resolve(shared, '../client');
  const pages = readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((it) => /\.tsx?$/.test(it));
  const asked = pages.filter((it) =>
    /\b(compartmentOf|kinds)\b[^;]*kinds\/kinds\.ts/.test(readFileSync(path.join(client, it), 'utf8')),
  );
  expect(pages.length).toBeGreaterThan(400);
  expect(asked).toEqual([]);
});

test('every contract there is loses just that', () => {
  const files = readdirSync(shared, { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.ts'));
  const codes = files
    .map((it) => readFileSync(path.join(shared, it), 'utf8'))
    .filter((it) => /= contract\(\{/.test(it));
  const count = (texts: readonly string[], what: RegExp): number[] => texts.map((it) => [...it.matchAll(what)].length);
  const made = codes.map(bare);
  expect(codes.length).toBeGreaterThan(10);
  for (const kept of [/^ {2}name: '/gm, /^ {2}args: /gm]) expect(count(made, kept)).toEqual(count(codes, kept));
  expect(count(made, /^ {2}example: /gm)).toEqual(codes.map(() => 0));
});
