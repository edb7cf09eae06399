import { sql } from 'drizzle-orm';
import type { Socket } from 'socket.io-client';
import { afterEach, expect, test } from 'vitest';
import type { Deps } from '../../server/engine/deps.ts';
import { realClock } from '../../server/engine/clock.ts';
import type { Changes } from '../../shared/sync.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { Mirror } from '../support/mirror.ts';
import { pause, seeded } from '../support/random.ts';
import { some } from '../support/some.ts';

const SEED = 41;
const WRITERS = 20;
const EACH = 12;
const READERS = 12;
const GUESTS = WRITERS * EACH + 1;

let current: TestApp | null = null;
let readers: Reader[] = [];
const furthest = (): number => Math.max(...readers.map((it) => it.mirror.cursor));
afterEach(async () => {
  const running = current;
  current = null;
  await running?.stop();
});

/** A client that applies what fits, pulls when it does not, and is cut off now and then. */
class Reader {
  gaps = 0;
  #socket: Socket | null = null;
  #pulling: Promise<void> = Promise.resolve();

  constructor(
    readonly person: Person,
    readonly operationId: string,
    readonly mirror: Mirror,
  ) {}

  async join(): Promise<void> {
    const socket = await this.person.socket();
    this.#socket = socket;
    socket.on('changes', (changes: Changes) => this.take(changes));
    socket.emit('subscribe', { operationId: this.operationId, since: this.mirror.cursor });
  }

  drop(): void {
    this.#socket?.disconnect();
  }

  take(changes: Changes): void {
    if (changes.to <= this.mirror.cursor || this.mirror.apply(changes)) return;
    this.gaps += 1;
    void this.catchUp();
  }

  catchUp(): Promise<void> {
    this.#pulling = this.#pulling.then(async () => {
      this.mirror.apply(await this.person.pull(this.operationId, this.mirror.cursor));
    });
    return this.#pulling;
  }
}

/** The order of numbers, as a test gives it: with what is to be laid out in the database for it. */
interface Order {
  placeInLine: Deps['placeInLine'];
  lay: (app: TestApp) => Promise<unknown>;
  /** The next to come takes its number and then waits until a reader is past it. Settles once it has the number. */
  holdNext: () => Promise<void>;
}

const scene = async (placeInLine?: Deps['placeInLine']) => {
  const app = await startTestApp({ clock: realClock, ...(placeInLine ? { placeInLine } : {}) });
  current = app;
  const operationId = await app.operation();
  const centreId = await app.centre({ operationId, places: 10_000 });
  return { app, operationId, centreId };
};

const checkIn = async (
  app: TestApp,
  manager: Person,
  at: { operationId: string; centreId: string },
  number: number,
) => {
  const [personId, needId] = [app.newId(), app.newId()];
  const needs = [{ id: needId, kind: number % 2 ? 'drink' : 'medicine' }];
  const reference = `K-${String(number).padStart(3, '0')}`;
  await manager.done('people.checkIn', { ...at, personId, ageBand: 'adult', language: 'ro', reference, needs });
  return { personId, needId };
};

const write = async (
  app: TestApp,
  { operationId, centreId }: { operationId: string; centreId: string },
  writer: number,
): Promise<void> => {
  const random = seeded(1000 + SEED + writer);
  const manager = await app.signInAs('manager', { operationId, centreId });
  for (let n = 0; n < EACH; n += 1) {
    const { personId, needId } = await checkIn(app, manager, { operationId, centreId }, writer * EACH + n + 1);
    if (random() < 0.6) await manager.done('needs.progress', { operationId, needId, to: 'accepted', baseVersion: 1 });
    if (random() < 0.4) await manager.done('people.move', { operationId, personId, zone: 'Hall A', baseVersion: 1 });
  }
};

const restlessly = async (reader: Reader, random: () => number, over: { now: boolean }): Promise<void> => {
  while (!over.now) {
    await reader.join();
    await pause(40 + random() * 250);
    reader.drop();
    await pause(random() * 120);
  }
};

const run = async (order?: Order) => {
  const { app: running, operationId, centreId } = await scene(order?.placeInLine);
  await order?.lay(running);
  const roles = ['manager', 'volunteer', 'planner'] as const;
  readers = [];
  for (let n = 0; n < READERS; n += 1) {
    const role = roles[n % roles.length] ?? 'manager';
    const person = await running.signInAs(role, role === 'planner' ? {} : { operationId, centreId });
    readers.push(new Reader(person, operationId, await person.mirror(operationId)));
  }
  const over = { now: false };
  const watching = readers.map((it, n) => restlessly(it, seeded(SEED + n), over));
  const manager = await running.signInAs('manager', { operationId, centreId });
  const held = order?.holdNext();
  // The first of all, and never changed afterwards: what a reader misses of it, nothing brings again.
  const first = checkIn(running, manager, { operationId, centreId }, 0);
  await held;
  await Promise.all([
    first,
    ...Array.from({ length: WRITERS }, (_, n) => write(running, { operationId, centreId }, n)),
  ]);
  over.now = true;
  await Promise.all(watching);
  await Promise.all(readers.map((it) => it.catchUp()));
  const differing: string[] = [];
  for (const reader of some(readers)) {
    const fresh = await reader.person.mirror(operationId);
    const same = JSON.stringify(reader.mirror.all) === JSON.stringify(fresh.all);
    // A snapshot is kept for a while, so both could lack the same guest.
    if (!same || reader.mirror.rows('person').length !== GUESTS) differing.push(reader.person.name);
  }
  const head = await running.deps.db.execute<{ head: number; events: number }>(
    sql`select head_seq as head, (select count(*) from event where stream_id = ${operationId}) as events from stream where id = ${operationId}`,
  );
  return { differing, head: Number(head[0]?.head), events: Number(head[0]?.events) };
};

test('with twenty writers, every reader that drops and rejoins ends equal to a fresh snapshot, with no gap', async () => {
  const { differing, head, events } = await run();
  expect(differing).toEqual([]);
  expect(head).toBe(events);
});

/** What a sequence does: a number each, at once, and commits in whatever order they come. */
const asASequence = (): Order => {
  const last = new Map<string, number>();
  let toHold: (() => void) | null = null;
  return {
    holdNext: () => new Promise((resolve) => (toHold = resolve)),
    // A sequence never goes back, whoever commits late.
    lay: ({ owner }) =>
      owner.unsafe(`
        create function never_back() returns trigger language plpgsql as
          $$ begin new.head_seq := greatest(new.head_seq, old.head_seq); return new; end $$;
        create trigger never_back before update on stream for each row execute function never_back()`),
    placeInLine: async (tx, streamId) => {
      const [head] = await tx.execute<{ head_seq: string; head_mac: Uint8Array }>(
        sql`select head_seq, head_mac from stream where id = ${streamId}`,
      );
      if (!head) return undefined;
      const headSeq = Math.max(last.get(streamId) ?? 0, Number(head.head_seq));
      const mine = headSeq + 1;
      last.set(streamId, mine);
      const held = toHold;
      toHold = null;
      if (held) {
        held();
        while (furthest() <= mine) await pause(20);
      }
      return { headSeq, headMac: head.head_mac };
    },
  };
};

test('the same run catches numbers that are taken before the commit puts them in order', async () => {
  const { differing } = await run(asASequence());
  expect(differing).not.toEqual([]);
});
