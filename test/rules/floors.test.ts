import { expect, test } from 'vitest';
import { allImports, breaches, importsIn, knots, tied } from '../support/floors.ts';

const imports = allImports();

/** What is said of one import more than there are. */
const planted = (from: string, to: string): string[] => breaches([...imports, { from, to }]);

test('every folder imports only what stands below it, and no two import each other', () => {
  expect(imports.length).toBeGreaterThan(3000);
  expect(breaches(imports)).toEqual([]);
});

test('what imports each other all the same is named with its reason, and is little', () => {
  expect(knots.map(({ pair }) => pair.join(' and ')).toSorted()).toEqual(tied(imports).toSorted());
  expect(knots.filter(({ because }) => because.length < 40)).toEqual([]);
  expect(knots.length).toBeLessThanOrEqual(3);
});

test('rooms of two domains are no way round', () => {
  const there = { from: 'server/visits/commands.ts', to: 'server/needs/insert.ts' };
  const back = { from: 'server/needs/inside/rows.ts', to: 'server/visits/list/rows.ts' };
  expect(tied([there, back])).toEqual(['server/needs and server/visits']);
});

test('a pattern counts as every file it may find', () => {
  const found = (source: string) => importsIn('client/screens/people/x.tsx', source).map((it) => it.to);
  expect(found("const all = import.meta.glob('../needs/*.ts');")).toEqual(['client/screens/needs/*.ts']);
  expect(found("const all = import.meta.glob<A>(['./a/*.ts', `/screens/needs/*.tsx`, '!./a/b.ts']);")).toEqual([
    'client/screens/people/a/*.ts',
    'client/screens/needs/*.tsx',
  ]);
  expect(planted('client/screens/people/x.tsx', 'client/screens/needs/*.ts')).toEqual([
    'client/screens/people/x.tsx may not import client/screens/needs/*.ts',
  ]);
});

test('the engine knows no domain', () => {
  expect(planted('server/engine/execute.ts', 'server/people/record/rows.ts')).toEqual([
    'server/engine/execute.ts may not import server/people/record/rows.ts',
    'server/engine and server/people/record import each other',
    'server/engine and server/people import each other',
  ]);
});

test.each([
  ['shared/people.ts', 'server/engine/execute.ts'],
  ['shared/people.ts', 'drizzle-orm'],
  ['db/connect.ts', 'hono'],
  ['db/schema/people.ts', 'server/engine/execute.ts'],
  ['server/http/guards.ts', 'server/access/session.ts'],
  ['server/needs/commands.ts', 'server/people/checkIn.ts'],
  ['server/venues/queries.ts', 'server/centres/ranking.ts'],
  ['server/people/checkIn.ts', 'client/data/outbox.ts'],
  ['server/people/checkIn.ts', 'socket.io'],
  ['server/people/checkIn.ts', 'better-auth'],
  ['server/somewhereNew/commands.ts', 'server/engine/define.ts'],
  ['client/screens/people/People.tsx', 'client/screens/needs/filters.ts'],
  ['client/screens/people/People.tsx', 'client/screens/needs/Needs.tsx'],
  ['client/screens/people/list.ts', 'client/screens/needs/filters.ts'],
  ['client/parts/people/Age.tsx', 'client/screens/people/list.ts'],
  ['client/data/outbox.ts', 'client/session/session.ts'],
  ['client/ui/button.tsx', 'client/data/store.ts'],
  ['client/screens/people/People.tsx', 'leaflet'],
  ['client/screens/people/People.tsx', 'socket.io-client'],
  ['client/screens/people/People.tsx', 'idb'],
  ['client/data/api.ts', 'hono'],
])('%s may not import %s', (from, to) => {
  expect(planted(from, to)).toContain(`${from} may not import ${to}`);
});

test('types, scripts that are loaded later and what is handed on count as imports', () => {
  const source = `import type { A } from './a.ts';
    import { type B } from '../b.ts';
    import './c.ts';
    export { d } from './d.ts';
    export * from './e.ts';
    const load = () => import('./f.ts');`;
  const to = importsIn('server/people/x.ts', source).map((it) => it.to);
  expect(to.toSorted()).toEqual(
    ['server/b.ts', ...['a', 'c', 'd', 'e', 'f'].map((it) => `server/people/${it}.ts`)].toSorted(),
  );
});
