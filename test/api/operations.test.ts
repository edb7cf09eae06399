import { afterAll, beforeAll, expect, test } from 'vitest';
import { REGISTERS } from '../../server/engine/define.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';

let app: TestApp;
let planner: Person;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
});

afterAll(() => app.stop());

const opening = (codeName: string) => ({ operationId: app.newId(), codeName, type: 'warrant', state: 'planned' });

test('a planner opens an operation, changes what is expected, and finds it on the list with its centres', async () => {
  const args = { ...opening('Marram'), expected: 40, languages: [{ tag: 'ro', people: 12 }], policeLead: 'Insp Bell' };
  await planner.done('operations.open', args);
  const { operationId } = args;
  await planner.done('operations.change', { operationId, baseVersion: 1, expected: 45, state: 'running' });
  const centreId = await app.centre({ operationId, name: 'Wren' });
  const { body } = await planner.get('/api/operations');
  const found = body.items.find((it: { id: string }) => it.id === operationId);
  expect(found).toMatchObject({ codeName: 'Marram', state: 'running', expected: 45, policeLead: 'Insp Bell' });
  expect(found.centres).toMatchObject([{ id: centreId, name: 'Wren', state: 'open' }]);
});

test('two live operations do not share a code name, whatever its capitals', async () => {
  await planner.done('operations.open', opening('Sandpiper'));
  const again = await planner.command('operations.open', opening('sandpiper'));
  expect(again.status).toBe(409);
  expect(again.body).toMatchObject({ type: '/problems/already-exists', detail: expect.stringContaining('code name') });
});

test('nor one that is written otherwise and said alike, until it is closed', async () => {
  const args = opening('Łódź');
  await planner.done('operations.open', args);
  expect((await planner.command('operations.open', opening('Lodz'))).body).toMatchObject({
    type: '/problems/already-exists',
    detail: expect.stringContaining('code name'),
  });
  await planner.done('operations.change', { operationId: args.operationId, baseVersion: 1, state: 'closed' });
  await planner.done('operations.open', opening('Lodz'));
});

test('an operation cannot be opened over another, nor over the registers', async () => {
  const args = opening('Dotterel');
  await planner.done('operations.open', args);
  for (const operationId of [args.operationId, REGISTERS]) {
    const answer = await planner.command('operations.open', { ...opening('Godwit'), operationId });
    expect(answer.body.type).toBe('/problems/already-exists');
  }
});

test('a stale change of an operation is refused, and a closed one does not run again', async () => {
  const args = opening('Turnstone');
  await planner.done('operations.open', args);
  const { operationId } = args;
  await planner.done('operations.change', { operationId, baseVersion: 1, expected: 10 });
  const stale = await planner.command('operations.change', { operationId, baseVersion: 1, expected: 20 });
  expect(stale.body.type).toBe('/problems/stale-version');
  await planner.done('operations.change', { operationId, baseVersion: 2, state: 'closed' });
  const back = await planner.command('operations.change', { operationId, baseVersion: 3, state: 'running' });
  expect(back.body.type).toBe('/problems/not-in-this-state');
});

test('everyone sees only the operations they have a place in', async () => {
  const mine = await app.operation();
  await app.operation();
  const silver = await app.signInAs('silver', { operationId: mine });
  const { body } = await silver.get('/api/operations');
  expect(body.items.map((it: { id: string }) => it.id)).toEqual([mine]);
});
