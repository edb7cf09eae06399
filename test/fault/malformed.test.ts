/** Whatever is sent, to whichever address, by whomever: answered in our own manner, and what is refused changes nothing. */
import { inArray } from 'drizzle-orm';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { event } from '../../db/schema/engine.ts';
import { type Answer, type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { complaint } from '../support/complaint.ts';
import { contentsOf } from '../support/contents.ts';
import { type Malformed, malformed } from '../support/malformed.ts';
import { seeded } from '../support/random.ts';
import { setScene, type Scene } from '../support/scene.ts';

/** `npm run soak` plays ten times as many, each in a Haven of its own: what has been done makes lists longer. */
const PLAYS = process.env['HAVEN_SOAK'] === 'long' ? 10 : 1;
const REQUESTS = 10_000;
const SEED = Number(process.env['HAVEN_SOAK_SEED'] ?? 20_261_128);
const ROUND = 500;
const AT_ONCE = 8;

/** What is noted of who asks and of what they were shown; a key is made when it is first asked for. */
const OF_ASKING = ['session', 'sign_in_try', 'stream_key', 'address_read', 'user.last_seen_at'];

let app: TestApp;
let scene: Scene;
let asked = 0;
const statuses = new Map<number, number>();

beforeEach(async () => {
  app = await startTestApp();
  scene = await setScene(app);
});
// What the server logs as a defect fails here.
afterEach(() => app.stop());
afterAll(() =>
  console.info(`${asked} malformed requests: ${JSON.stringify(Object.fromEntries([...statuses].toSorted()))}`),
);

interface Asked {
  it: Malformed;
  answer: Answer<Loose>;
}

/** A few at a time, in their order. */
const sendAll = async (all: readonly Malformed[]): Promise<Asked[]> => {
  const made: Asked[] = [];
  const rest = [...all];
  const line = async (): Promise<void> => {
    for (let it = rest.shift(); it; it = rest.shift()) {
      const answer = await it.who.send(it.path, it.sending);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      made.push({ it, answer });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
  asked += made.length;
  return made;
};

const isDone = ({ answer }: Asked): boolean => answer.status === 200 || answer.status === 204;

const told = ({ it, answer }: Asked): string =>
  `${it.about} ${it.path.slice(0, 200)} ${String(it.sending.body ?? '').slice(0, 300)}: ${answer.status} ${answer.text.slice(0, 200)}`;

const complaints = (all: readonly Asked[]): string[] =>
  all.flatMap((each) => {
    const said = each.answer.status === 204 ? null : complaint(each.answer);
    return said ? [`${said}: ${told(each)}`] : [];
  });

const idsOf = (all: readonly Asked[]): string[] => all.flatMap(({ it }) => (it.commandId ? [it.commandId] : []));

/** Ids of commands that were done, among these. */
const done = async (ids: readonly string[]): Promise<string[]> => {
  if (ids.length === 0) return [];
  const found = await app.deps.db
    .select({ id: event.commandId })
    .from(event)
    .where(inArray(event.commandId, [...ids]));
  return found.map((it) => it.id);
};

const seeds = Array.from({ length: PLAYS }, (_, n) => SEED + n);

test.each(seeds)(
  'malformed requests are answered in our own manner, and nothing that is refused is done (%i)',
  async (seed) => {
    const source = malformed(app, scene, seeded(seed));
    let [harmless, understood] = [0, 0];
    for (let sent = 0; sent < REQUESTS; sent += ROUND) {
      const round = Array.from({ length: ROUND }, () => source.next().value as Malformed);
      const before = await contentsOf(app.deps.sql, OF_ASKING);
      const garbled = await sendAll(round.filter((it) => it.harmless));
      expect(complaints(garbled)).toEqual([]);
      expect(garbled.filter((each) => each.it.sending.method === 'POST' && isDone(each)).map(told)).toEqual([]);
      // Not one row of one table is another one.
      expect(await contentsOf(app.deps.sql, OF_ASKING)).toEqual(before);
      const others = await sendAll(round.filter((it) => !it.harmless));
      expect(complaints(others)).toEqual([]);
      expect(await done(idsOf(others.filter((each) => !isDone(each))))).toEqual([]);
      const ids = idsOf(others.filter(isDone));
      expect((await done(ids)).toSorted()).toEqual([...new Set(ids)].toSorted());
      harmless += garbled.length;
      understood += others.length;
    }
    // There was enough of each.
    expect(Math.min(harmless, understood)).toBeGreaterThan(REQUESTS / 10);
    expect((await app.nobody.get('/readyz')).status).toBe(200);
  },
);
