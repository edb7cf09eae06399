import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { eq } from 'drizzle-orm';
import { session } from '../../db/schema/users.ts';
import { wall } from '../../db/schema/walls.ts';
import { registry } from '../../server/commands.ts';
import { type AnyRoute, methodOf } from '../../server/http/answer.ts';
import { type Answer, type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { contractsOf, nameOf } from '../support/contracts.ts';
import { asksOf, filled, reads } from '../support/everyRead.ts';
import { withIds } from '../support/examples.ts';
import { Mirror } from '../support/mirror.ts';
import type { RunningOperation } from '../support/runOperation.ts';
import { some } from '../support/some.ts';
import { besideAnother, found, ofOther, ofOwnKeys, ofOwnPlace, ofRegister } from '../support/twoOperations.ts';
import { openWall, type Screen, startWall, watchAsWall } from '../support/wallScreen.ts';

let app: TestApp;
let own: RunningOperation;
let other: RunningOperation;
let silver: Person;
let screen: Person;
let wallId: string;
let watching: Screen;

beforeAll(async () => {
  // The minute that a socket is kept for is moved by the test.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  app = await startTestApp();
  const two = await besideAnother(app);
  own = two.own;
  silver = two.people['silver with addresses'];
  other = await two.beginOther();
  const started = await startWall(app, silver, own.ids.operationId);
  wallId = started.wallId;
  screen = await openWall(app, started.code);
  watching = await watchAsWall(app, screen, own.ids.operationId);
}, 240_000);
afterAll(async () => {
  vi.useRealTimers();
  await app.stop();
});

const isOfWalls = ({ path }: AnyRoute): boolean => path === '/api/wall' || path.startsWith('/api/wall/');
const told = ({ status, text }: Answer<Loose>): string => `${status} ${text}`;

/** Everything that is read or done by itself, as its example asks it of the wall's own operation. */
const everyAsk = (): { name: string; ask: (who: Person) => Promise<Answer<Loose>> }[] =>
  contractsOf(app)
    .filter((route) => !isOfWalls(route))
    .flatMap((route) => {
      const { path, example } = route;
      if (methodOf(route) === 'get' && reads[path]) {
        return asksOf(path).map((it) => ({ name: it, ask: (who: Person) => who.get(filled(it, () => own.ids)) }));
      }
      const at = path.replaceAll(/:(\w+)/g, (_all, name: string) =>
        String((withIds(app, example.params, own.ids) as Loose)[name]),
      );
      const { body = null } = example as { body?: unknown };
      return [{ name: nameOf(route), ask: (who: Person) => who.post(at, body) }];
    });

test('opens no read and no exchange but its own: each answers as it answers nobody', async () => {
  const different: string[] = [];
  for (const { name, ask } of some(everyAsk())) {
    const [its, nobodys] = [await ask(screen), await ask(app.nobody)];
    if (told(its) !== told(nobodys)) different.push(`${name}: ${told(its)}, not ${told(nobodys)}`);
  }
  expect(different).toEqual([]);
});

test('opens no command: each answers as it answers nobody, and nothing is kept of it', async () => {
  const kept = () => app.owner`select count(*)::int as n from refused_command`;
  const before = await kept();
  const wrong: string[] = [];
  for (const [name, { contract }] of some(registry)) {
    const answer = await screen.command(name, withIds(app, contract.example, own.ids));
    if (answer.status !== 401 || answer.body.type !== '/problems/not-signed-in') wrong.push(`${name}: ${told(answer)}`);
  }
  expect(wrong).toEqual([]);
  expect(await kept()).toEqual(before);
  // None of it ended the wall either.
  expect((await screen.get('/api/wall')).body.state).toBe('on');
});

test('opens no socket that does not say it is a wall’s, and that of a wall to nobody else', async () => {
  await expect(screen.socket()).rejects.toThrow('websocket error');
  await expect(watchAsWall(app, silver, own.ids.operationId)).rejects.toThrow('websocket error');
});

test('is sent what silver is sent at a wall, to the letter, by pull and by socket, whatever it asks for', async () => {
  const { operationId, centreId } = own.ids;
  await own.tablet.manager.done('log.decide', {
    operationId,
    centreId,
    entryId: app.newId(),
    text: 'Hold the coach',
    reason: 'The hall is cold',
  });
  const due = await silver.mirror(operationId, true);
  const pulled = new Mirror((await screen.get('/api/wall/pull')).body);
  expect(pulled.view).toBe(due.view);
  expect(pulled.all).toEqual(due.all);
  expect(pulled.row('centreCounts', centreId)).toBeDefined();
  await vi.waitFor(() => expect(watching.got.at(-1)?.to).toBe(due.cursor), 15_000);
  const [first, ...rest] = watching.got.slice(watching.got.findIndex((it) => it.snapshot));
  if (!first) throw new Error('No snapshot came');
  const live = new Mirror(first);
  for (const it of rest) live.apply(it);
  expect(live.all).toEqual(due.all);
  // Of another view, it begins anew.
  expect((await screen.get(`/api/wall/pull?since=${due.cursor}&view=another`)).body.from).toBe(0);
  expect((await screen.get(`/api/wall/pull?since=${due.cursor}&view=${due.view}`)).body.from).toBe(due.cursor);
});

test('tells of nobody, no place, no key, no register and no other operation', async () => {
  const answers = await Promise.all(['/api/wall', '/api/wall/pull', '/api/wall/pull?since=2'].map(screen.get));
  const all = [...answers.map(({ text }) => text), JSON.stringify(watching.got)];
  const never = [
    ...ofOwnPlace,
    ...ofOwnKeys,
    ...ofRegister,
    ...ofOther(other),
    own.ids.venueId,
    own.ids.personId,
    own.ids.needId,
    own.ids.visitId,
    'Fernvisitor',
    'Fern entry',
  ];
  for (const text of some(all)) {
    expect(text).toContain(own.ids.operationId);
    expect(found(text, never)).toEqual([]);
  }
});

test('watches no other operation, by no way of asking', async () => {
  const elsewhere = await watchAsWall(app, screen, other.ids.operationId);
  expect(elsewhere.said).toEqual(['refused']);
  const asked = await screen.get(`/api/wall/pull?since=0&id=${other.ids.operationId}`);
  expect(asked.status).toBe(422);
});

test('is kept by its own socket, which keeps nobody signed in, and neither does looking at what a wall shows', async () => {
  const ago = new Date(Date.now() - 10 * 60_000);
  const looking = await silver.socket();
  const first = new Promise((resolve) => looking.once('changes', resolve));
  looking.emit('subscribe', { operationId: own.ids.operationId, since: 0, wall: true });
  await first;
  await app.deps.db.update(session).set({ updatedAt: ago }).where(eq(session.id, silver.sessionId));
  await app.deps.db.update(wall).set({ heardAt: ago }).where(eq(wall.id, wallId));
  await vi.advanceTimersByTimeAsync(61_000);
  const heard = async () => (await app.deps.db.select().from(wall).where(eq(wall.id, wallId)))[0]?.heardAt?.getTime();
  await vi.waitFor(async () => expect(await heard()).toBeGreaterThan(ago.getTime()), 15_000);
  const [kept] = await app.deps.db.select().from(session).where(eq(session.id, silver.sessionId));
  expect(kept?.updatedAt).toEqual(ago);
});
