import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { bare } from './bare.ts';

/** Of these the client has the types alone. */
const routes = (file: string): boolean => file.startsWith('routes');

/** Method names called anywhere in the contracts, whatever they are called on: too many rather than too few. */
const calledIn = (folder: string): Set<string> => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (it) => it.endsWith('.ts') && !routes(it),
  );
  const calls = files.flatMap((it) => readFileSync(path.join(folder, it), 'utf8').match(/\.\s*\w+(?=[(<])/g) ?? []);
  return new Set(calls.map((it) => it.replace(/\W/g, '')));
};

/** What zod calls on its own schemas, and what screens call. */
const ALWAYS = ['check', 'clone', 'parse', 'safeParse'];
const METHOD =
  /^ {4}(?:async |[gs]et )?"?([\w~]+)"?(?:\(|: (?:async )?function |: \(inst\) =>)[^\n]*(?:\n {5,}[^\n]*)*\n {4}\},\n/gm;

const emptied = (code: string): string => {
  const names = [...code.matchAll(/^export (?:const|function|class) (\w+)/gm)].map(([, name]) => name);
  const renamed = code.match(/^export \{[^}]+\};/gm) ?? [];
  return [...names.map((name) => `export const ${name} = () => ({});`), ...renamed].join('\n');
};

/** Another release may be laid out otherwise: a cut that finds nothing must be seen, or the download grows unnoticed. */
const replaced = (code: string, pattern: RegExp, by: string | ((found: string, name: string) => string)): string => {
  const next = code.replace(pattern, by as string);
  if (next === code) throw new Error(`lean: ${pattern} finds nothing to cut`);
  return next;
};

const withoutUnused = (code: string, kept: ReadonlySet<string>): string =>
  [
    [METHOD, (method: string, name: string) => (kept.has(name) ? method : '')] as const,
    [/^ *inst\._zod\.processJSONSchema = .*$/gm, ''] as const,
    [/^ *_ensureDefaultMemoizer\(\);$/gm, ''] as const,
    [/core\.\$ZodObjectJIT\.init/, 'core.$ZodObject.init'] as const,
  ].reduce((left, [pattern, by]) => replaced(left, pattern, by), code);

const noWords = 'export default () => ({ localeError: () => undefined });';

/** `[which module, what becomes of it]`; bundlers leave out functions nobody uses, but not methods or arguments. */
const cuts = (shared: string): [RegExp, (code: string) => string][] => [
  [/\/shared\/[\w/]+\.ts$/, bare],
  [/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/, emptied],
  // Methods of zod that no contract calls bring in every kind of schema there is. What is sent is a tree, so nothing
  // looks for cycles; and the content policy would not let zod compile what it has read.
  [/zod\/v4\/classic\/schemas\.js$/, (code) => withoutUnused(code, new Set([...ALWAYS, ...calledIn(shared)]))],
  // Two ways to lay out an error that no screen uses.
  [/zod\/v4\/classic\/errors\.js$/, (code) => replaced(code, /^ *_lazyMethod\(proto, "(?:format|flatten)".*$/gm, '')],
  // Contracts bring their own words, and shared/faults.ts those they leave out.
  [/zod\/v4\/locales\/en\.js$/, () => noWords],
  // Where WebSocket is blocked, what is shown is asked for over HTTP: see client/data/sync.ts.
  [/engine\.io-client\/build\/esm\/transports\/(webtransport|polling(-\w+)?)\.js$/, emptied],
];

/** Leaves out of a tablet's first download what only the server needs, or nobody. */
export const lean = (shared: string): Plugin => {
  const all = cuts(shared);
  return {
    name: 'lean',
    apply: 'build',
    enforce: 'pre',
    transform: (code, id) => all.find(([module]) => module.test(id))?.[1](code) ?? null,
  };
};
