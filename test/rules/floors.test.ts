import { expect, test } from 'vitest';
import { allImports, breaches, importsIn, knots } from '../support/floors.ts';

const imports = allImports();

/** What is said of one import more than there are. */
const planted = (from: string, to: string): string[] => breaches([...imports, { from, to }]);

test('every folder imports only what stands below it, and no two import each other', () => {
  expect(imports.length).toBeGreaterThan(3000);
  expect(breaches(imports)).toEqual([]);
  expect(knots.length).toBeLessThanOrEqual(3);
});

test('the engine knows no domain', () => {
  expect(planted('server/engine/execute.ts', 'server/people/record/rows.ts')).toEqual([
    'server/engine/execute.ts may not import server/people/record/rows.ts',
    'server/engine and server/people/record import each other',
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
