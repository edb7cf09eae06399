/**
 * The floor plan: which folder of the product may import which other, and which libraries. A folder that is not named
 * may import nothing, so a new one is given its floor before it is built on.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';
import { isNode, nameOf, type Node, treeOf, within } from '../../client/build/tree.ts';

interface Floor {
  /** Floors it may import, or single files. Its own files it may always. */
  folders?: readonly string[];
  /** Libraries, each with its parts. */
  libraries?: readonly string[];
}

/** What every domain of the server stands on. */
const ground = ['shared', 'db', 'server/engine', 'server/http'];
const sql = ['drizzle-orm', 'postgres', 'zod'];
const screens = ['preact', '@preact/signals', 'preact-iso'];
const underScreens = ['shared', 'client/data', 'client/forms', 'client/map', 'client/parts', 'client/session'];

/** Domains that a domain may import beside the ground: what it writes into, or asks for a rule. */
const neighbours: Record<string, readonly string[]> = {
  'attention/items': [],
  'attention/intake': ['access', 'attention/items', 'people/record', 'tablets'],
  'attention/held': ['attention/intake', 'attention/items', 'people', 'people/record'],
  'attention/show': [
    'access',
    'attention/held',
    'attention/intake',
    'attention/items',
    'people',
    'people/merge',
    'people/record',
  ],
  'attention/settle': ['attention/held', 'attention/intake', 'attention/items', 'attention/show', 'log'],
  centres: ['log', 'operations', 'partners', 'plans', 'settings', 'venues'],
  counts: ['venues'],
  imports: ['partners', 'plans', 'settings', 'venues'],
  log: [],
  needs: ['people/record'],
  operations: [],
  partners: ['venues'],
  people: ['attention/items', 'needs', 'people/record'],
  'people/merge': ['attention/items', 'log', 'people', 'people/record'],
  'people/record': [],
  plans: ['partners', 'venues'],
  rollCalls: ['log', 'visits'],
  rosters: ['log', 'partners'],
  settings: [],
  sheets: [],
  tablets: ['access', 'centres', 'settings', 'users'],
  users: ['access', 'venues'],
  vehicles: [],
  venues: ['settings'],
  visits: [],
  walls: ['access', 'operations'],
};

const domains = Object.fromEntries(
  Object.entries(neighbours).map(([name, others]) => [
    `server/${name}`,
    { folders: [...ground, ...others.map((it) => `server/${it}`)], libraries: [...sql, 'hono', 'node:'] },
  ]),
);

export const floors: Record<string, Floor> = {
  shared: { folders: ['shared'], libraries: ['zod', 'libphonenumber-js', 'postcode'] },
  db: { folders: ['shared'], libraries: ['drizzle-orm', 'postgres', 'node:'] },
  'server/engine': {
    folders: ['shared', 'db'],
    libraries: [...sql, 'rate-limiter-flexible', 'socket.io', 'uuid', 'node:'],
  },
  'server/http': { folders: ['shared', 'server/engine', 'package.json'], libraries: ['hono', 'zod', 'node:'] },
  'server/access': {
    folders: ground,
    libraries: [...sql, 'better-auth', 'hono', 'rate-limiter-flexible', 'node:'],
  },
  ...domains,
  'server/imports': { ...domains['server/imports'], libraries: [...sql, 'hono', 'papaparse'] },
  'server/tablets': { ...domains['server/tablets'], libraries: [...sql, 'hono', 'rate-limiter-flexible', 'node:'] },
  'server/venues': { ...domains['server/venues'], libraries: [...sql, 'hono', 'geodesy', 'opening_hours'] },
  'server/exercise': {
    folders: ['shared', 'db', 'server/engine', 'server/access', 'server/imports'],
    libraries: ['node:'],
  },
  server: { folders: ['shared', 'db', 'server'], libraries: ['hono', '@hono/node-server', 'node:'] },
  'client/ui': { folders: ['shared/primitives.ts', 'shared/words.ts'], libraries: screens },
  'client/map': { folders: ['shared'], libraries: [...screens, 'leaflet', 'geodesy'] },
  'client/data': {
    folders: ['shared'],
    libraries: ['@preact/signals', 'preact', 'idb', 'socket.io-client', 'uuid', 'zod'],
  },
  'client/session': { folders: ['shared', 'client/data', 'client/ui'], libraries: screens },
  'client/forms': { folders: ['shared', 'client/data', 'client/session', 'client/ui'], libraries: [...screens, 'zod'] },
  'client/parts': { folders: [...underScreens, 'client/ui'], libraries: [...screens, 'qr'] },
  'client/shell': { folders: [...underScreens, 'client/ui'], libraries: screens },
  'client/screens': {
    folders: [...underScreens, 'client/shell', 'client/ui'],
    libraries: [...screens, 'qr', 'zod'],
  },
  'client/app': { folders: [...underScreens, 'client/screens', 'client/shell', 'client/ui'], libraries: screens },
  'client/styles': {},
  'client/build': { libraries: ['vite', 'node:'] },
  client: { folders: ['shared', 'client'], libraries: screens },
};

/** Pairs of folders that import each other all the same, each with its reason. No more than three. */
export const knots: readonly { pair: readonly [string, string]; because: string }[] = [
  {
    pair: ['server/attention', 'server/people'],
    because:
      'Guests who may be one person are raised for somebody to decide, and what is shown about a guest is decided with ' +
      'how the guest now stands. Between the rooms of both there is no way back.',
  },
  {
    pair: ['server/needs', 'server/people'],
    because:
      'A check-in brings needs along, and a need is raised about the record its guest is known by now. The rooms below ' +
      'check-in, which needs read, know nothing of needs.',
  },
];

export interface Import {
  /** The file that imports, from the top of the project. */
  from: string;
  /** The file or library imported. */
  to: string;
}

const isUnder = (it: string, folder: string): boolean => it === folder || it.startsWith(`${folder}/`);
const isOf = (it: string, library: string): boolean =>
  it === library || it.startsWith(library.endsWith(':') ? library : `${library}/`);

/** The top of a side, which only starts what is below it: files right in the folder, and nothing under it. */
const roofs = ['server', 'client'];

/** The floor a file stands on: the longest that holds it. */
export const floorOf = (file: string): string | undefined =>
  Object.keys(floors)
    .filter((it) => (roofs.includes(it) ? path.dirname(file) === it : isUnder(file, it)))
    .toSorted((a, b) => b.length - a.length)[0];

/** Folders in which each has a room of its own, and enters no other's. */
const rooms = ['client/screens'];
const roomOf = (file: string): string | undefined => {
  const found = rooms.find((it) => isUnder(file, it));
  return found && file.slice(found.length + 1).split('/')[0];
};

const isLibrary = (it: string): boolean => !/^(server|client|shared|db)\//.test(it) && it !== 'package.json';

const mayImport = (file: string, to: string): boolean => {
  const floor = floorOf(file);
  if (floor === undefined) return false;
  const { folders = [], libraries = [] } = floors[floor] ?? {};
  if (isLibrary(to)) return libraries.some((it) => isOf(to, it));
  if (floorOf(to) === floor) return roomOf(file) === roomOf(to);
  return roofs.includes(floor)
    ? folders.some((it) => isUnder(to, it))
    : folders.some((it) => it === floorOf(to) || it === to);
};

/** As a file stands, and as its whole domain does, so that rooms of two domains are no way round. */
const counted = [
  (file: string): string => path.dirname(file),
  (file: string): string => path.dirname(file).split('/').slice(0, 2).join('/'),
];

const pairsBy = (imports: readonly Import[], folderOf: (file: string) => string): (readonly [string, string])[] => {
  const ways = imports.map((it) => [folderOf(it.from), folderOf(it.to)] as const);
  const known = new Set(ways.map((it) => it.join(' ')));
  return ways.filter(([a, b]) => a < b && known.has(`${b} ${a}`));
};

/** Pairs that import each other, which is more than one importing the other. */
export const tied = (imports: readonly Import[]): string[] => {
  const inside = imports.filter(({ to }) => !isLibrary(to));
  return [...new Set(counted.flatMap((by) => pairsBy(inside, by)).map((it) => it.join(' and ')))];
};

/** Everything that is against the plan, in words. */
export const breaches = (imports: readonly Import[]): string[] => {
  const wrong = imports
    .filter(({ from, to }) => !mayImport(from, to))
    .map(({ from, to }) => `${from} may not import ${to}`);
  const unexplained = tied(imports).filter((it) => !knots.some(({ pair }) => pair.join(' and ') === it));
  return [...wrong, ...unexplained.map((it) => `${it} import each other`)];
};

const root = path.resolve(import.meta.dirname, '../..');

const sourcesIn = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((it) => /\.tsx?$/.test(it))
    .map((it) => path.join(folder, it));

const textsIn = (node: Node): string[] =>
  within(node).flatMap(({ type, value }) =>
    type === 'Literal' && typeof value === 'string'
      ? [value]
      : type === 'TemplateElement'
        ? [(value as { raw: string }).raw]
        : [],
  );

const isGlob = ({ type, callee }: Node): boolean =>
  type === 'CallExpression' &&
  isNode(callee) &&
  callee.type === 'MemberExpression' &&
  nameOf(callee['property']) === 'glob';

/** Files that are asked for by a pattern. */
const globbed = (file: string, source: string): string[] =>
  source.includes('glob')
    ? within(treeOf(source, file.endsWith('x') ? 'tsx' : 'ts'))
        .filter(isGlob)
        .flatMap((it) => (it['arguments'] as Node[]).slice(0, 1).flatMap(textsIn))
        .filter((it) => !it.startsWith('!'))
    : [];

/** What starts at the root starts where the client is built from. */
const placed = (file: string, to: string): string =>
  to.startsWith('/') ? `client${to}` : to.startsWith('.') ? path.join(path.dirname(file), to.replace(/\?.*/, '')) : to;

/** The files one file imports, types, what is loaded later and what a pattern finds too. */
export const importsIn = (file: string, source: string): Import[] => {
  const { module } = parseSync(file, source);
  const later = module.dynamicImports.map(({ moduleRequest: { start, end } }) => source.slice(start + 1, end - 1));
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap((it) => it.moduleRequest?.value ?? []),
  );
  const named = [
    ...module.staticImports.map((it) => it.moduleRequest.value),
    ...exported,
    ...later,
    ...globbed(file, source),
  ];
  return named.map((it) => ({ from: file, to: placed(file, it) }));
};

/** Every import of the product's own tree. */
export const allImports = (): Import[] =>
  ['shared', 'db', 'server', 'client']
    .flatMap(sourcesIn)
    .flatMap((file) => importsIn(file, readFileSync(path.join(root, file), 'utf8')));
