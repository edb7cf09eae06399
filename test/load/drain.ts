import { openDatabase } from '../../client/data/database.ts';
import { makeQueue } from '../../client/data/queue.ts';
import { makeOutboxStore } from '../../client/data/outboxStore.ts';
import { uuidv7 } from '../../server/engine/ids.ts';
import type { PushAnswer, SealingKey } from '../../shared/push.ts';
import { publicKeyFrom, seal, type SealedCommand } from '../../shared/sealing.ts';
import { haveIndexedDb } from '../support/indexedDb.ts';
import type { Ground } from './fill.ts';
import { poster, type Poster } from './http.ts';
import { median } from './numbers.ts';
import type { Place } from './place.ts';

haveIndexedDb();

export const QUEUED = 500;
const ROUNDS = 3;

export interface Drain {
  /** Milliseconds for all of them, by round. */
  queued: number[];
  posted: number[];
  /** Median of each round's own ratio. */
  ratio: number;
}

interface Somebody {
  place: Place;
  ground: Ground;
  http: Poster;
  userId: string;
  to: CryptoKey;
}

const checkIns = (ground: Ground): SealedCommand[] =>
  Array.from({ length: QUEUED }, (_, n) => ({
    name: 'people.checkIn',
    args: {
      ...ground,
      personId: uuidv7(),
      reference: `K-${String(n + 1).padStart(3, '0')}`,
      ageBand: 'adult',
      language: 'ro',
      needs: [{ id: uuidv7(), kind: 'drink' }],
    },
    occurredAt: new Date().toISOString(),
  }));

/** One after another, as a page without a queue would. */
const post = async ({ ground, http }: Somebody): Promise<number> => {
  const said = checkIns(ground);
  const began = performance.now();
  for (const { name, args, occurredAt } of said) {
    await http.post(`/api/commands/${name}`, JSON.stringify({ id: uuidv7(), args, occurredAt }));
  }
  return performance.now() - began;
};

/** As a tablet does when the signal is back: sealed, from its store, in order, forgotten once answered. */
const drain = async ({ ground, http, userId, to }: Somebody): Promise<number> => {
  const name = uuidv7();
  const opened = openDatabase(name, () => undefined);
  const store = makeOutboxStore(() => opened);
  const ids: string[] = [];
  for (const command of checkIns(ground)) {
    const header = { v: 1, id: uuidv7(), keyId: ground.operationId, authorId: userId, deviceId: null } as const;
    ids.push(header.id);
    await store.add({ item: await seal(to, header, command, null), operationId: ground.operationId, owner: userId });
  }
  const answers: PushAnswer[] = [];
  const began = performance.now();
  await new Promise<void>((resolve, reject) => {
    const queue = makeQueue({
      store,
      lock: (run) => run(),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      random: () => 0.5,
      account: () => userId,
      push: async (items, waiting) => {
        const body = await http.post('/api/push', JSON.stringify({ items, waiting })).catch(reject);
        return { body };
      },
      onAnswers: (given) => void answers.push(...given),
      onState: ({ all }) => {
        if (all === 0 && answers.length > 0) resolve();
      },
    });
    queue.flush();
  });
  const took = performance.now() - began;
  const inOrder = answers.every((it, n) => it.id === ids[n] && it.as === 'accepted');
  if (answers.length !== QUEUED || !inOrder) throw new Error('what waited did not arrive whole and in its order');
  return took;
};

/** What waits against a loop that posts the same, in turn. */
export const compareDrain = async (place: Place, ground: Ground): Promise<Drain> => {
  const [cookie = ''] = await place.signIn('volunteer', ground, 1);
  const asked = async (path: string) => (await fetch(`${place.url}${path}`, { headers: { cookie } })).json();
  const { userId } = (await asked('/api/me')) as { userId: string };
  const { publicKey } = (await asked(`/api/keys/${ground.operationId}`)) as SealingKey;
  const http = poster(place.url, cookie, 1);
  const who = { place, ground, http, userId, to: await publicKeyFrom(publicKey as JsonWebKey) };
  const queued: number[] = [];
  const posted: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    queued.push(await drain(who));
    posted.push(await post(who));
  }
  http.close();
  return { queued, posted, ratio: median(queued.map((it, n) => it / (posted[n] ?? Number.NaN))) };
};
