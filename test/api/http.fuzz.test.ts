import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registry } from '../../server/commands.ts';
import { type Answer, type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { complaint } from '../support/complaint.ts';
import { setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
});

afterAll(() => app.stop());

const SEED = 20_261_119;

const oddities: unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  1.5,
  2 ** 53,
  '',
  ' ',
  'a\u0000b',
  '\ud800',
  '\u202eright to left',
  '=1+1',
  'x'.repeat(5000),
  '1066-10-14T09:00:00Z',
  '2026-02-30',
  "'; drop table person; --",
  '../../etc/passwd',
  '<script>alert(1)</script>',
  [],
  {},
  [[[[[[]]]]]],
  { $ne: null },
  { toString: 1, constructor: { prototype: {} } },
];
const odd = fc.oneof(fc.constantFrom(...oddities), fc.anything({ maxDepth: 3, withNullPrototype: false }));

/** The right thing with one or more places in it made wrong: gets further in than noise does. */
const spoilt = (whole: Loose) => {
  const keys = Object.keys(whole);
  const change = fc.record({
    key: fc.oneof(fc.constantFrom(...keys), fc.constantFrom('__proto__', 'surprise', 'constructor', '')),
    how: fc.constantFrom('odd', 'odd', 'drop', 'wrap', 'swap'),
    value: odd,
    other: fc.constantFrom(...keys),
  });
  return fc.array(change, { minLength: 0, maxLength: 3 }).map((changes) => {
    const made: Loose = { ...whole };
    for (const { key, how, value, other } of changes) {
      if (how === 'drop') delete made[key];
      else if (how === 'wrap') made[key] = [made[key]];
      else if (how === 'swap') made[key] = made[other];
      else Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true });
    }
    return made;
  });
};

const complaints = (all: readonly (readonly [string, Answer<Loose>])[]): string[] =>
  all.flatMap(([about, answer]) => {
    const said = complaint(answer);
    return said ? [`${about}: ${answer.status} ${said}: ${answer.text.slice(0, 300)}`] : [];
  });

const send = (who: Person, name: string, body: unknown) => {
  const text = JSON.stringify(body) ?? 'null';
  const headers = { 'content-type': 'application/json' };
  return who.send(`/api/commands/${encodeURIComponent(name)}`, { method: 'POST', body: text, headers });
};

/** The contract's own example, in the scene's operation and centre, with ids of its own. */
const likely = (example: Loose): Loose => {
  const { operationId, centreId } = scene;
  const args = { ...example };
  if ('operationId' in args) args.operationId = operationId;
  if ('centreId' in args) args.centreId = centreId;
  return args;
};

test('whatever is sent to any command, the answer is one of ours and never a fault of the server', async () => {
  for (const [name, { contract }] of some(registry)) {
    const who = name.startsWith('people') ? scene.volunteer : scene.planner;
    const samples = fc.sample(spoilt(likely(contract.example)), { numRuns: 14, seed: SEED });
    const answers = await Promise.all(
      samples.map(async (args) => {
        const envelope = { id: app.newId(), args, occurredAt: '2026-11-19T05:30:00Z' };
        return [`${name} ${JSON.stringify(args)}`, await send(who, name, envelope)] as const;
      }),
    );
    expect(complaints(answers)).toEqual([]);
  }
}, 120_000);

test('an envelope of any shape is answered in the same manner', async () => {
  const whole = { id: app.newId(), args: {}, occurredAt: '2026-11-19T05:30:00Z' };
  for (const body of some(fc.sample(fc.oneof(spoilt(whole), odd), { numRuns: 80, seed: SEED }))) {
    const answer = await send(scene.volunteer, 'people.checkIn', body);
    expect(complaints([[JSON.stringify(body) ?? '', answer]])).toEqual([]);
  }
}, 60_000);

test('an address of any shape is answered in the same manner', async () => {
  const parts = fc.oneof(
    fc.constantFrom('operations', 'commands', 'venues', 'partners', 'users', '..', '%00', '%2e%2e', '%ff', '//', ''),
    fc.string({ maxLength: 12 }).map(encodeURIComponent),
    fc.constantFrom(scene.operationId, 'pull', 'shortlist', 'people.checkIn'),
  );
  const query = fc.constantFrom(
    '',
    '?since=1',
    '?since=[]',
    '?since=1&since=2',
    '?%',
    '?a=%ff',
    '?__proto__=1',
    '?q=%00',
  );
  const all = fc.tuple(fc.array(parts, { minLength: 1, maxLength: 4 }), query);
  for (const [path, asked] of some(fc.sample(all, { numRuns: 200, seed: SEED }))) {
    const address = `/api/${path.join('/')}${asked}`;
    expect(complaints([[address, await scene.planner.send(address)]])).toEqual([]);
  }
}, 60_000);

test('a socket that is sent anything goes on as before', async () => {
  const socket = await scene.volunteer.socket();
  for (const payload of fc.sample(odd, { numRuns: 60, seed: SEED })) socket.emit('subscribe', payload);
  const { operationId } = scene;
  const told = new Promise((resolve) => socket.once('changes', resolve));
  socket.emit('subscribe', { operationId, since: 0 });
  await expect(told).resolves.toMatchObject({ operationId });
});
