import http from 'node:http';
import { uuidv7 } from '../../server/engine/ids.ts';
import { pause } from '../support/random.ts';
import type { Ground } from './fill.ts';
import { nextGuest } from './guests.ts';
import { checkInOverHttp, poster } from './http.ts';
import { median, quantile } from './numbers.ts';
import type { Place } from './place.ts';

const ROUNDS = 5;
const MANAGERS = 10;
const CHECK_INS = 60;

interface Taken {
  /** Milliseconds to the first row, and to the last. */
  first: number;
  whole: number;
  bytes: number;
}

/** A snapshot, read as it comes and not parsed: that is the tablet's work. @throws where it is not whole */
const take = (url: string, cookie: string, { operationId }: Ground): Promise<Taken> =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    let first = 0;
    let bytes = 0;
    let end = '';
    const asked = http.get(
      `${url}/api/operations/${operationId}/pull`,
      { headers: { cookie }, agent: false },
      (answer) => {
        answer.on('data', (part: Buffer) => {
          first ||= performance.now() - began;
          bytes += part.length;
          end = part.subarray(-40).toString();
        });
        answer.on('error', reject);
        answer.on('end', () => {
          if (answer.statusCode === 200 && end.endsWith('"snapshot":true}'))
            resolve({ first, whole: performance.now() - began, bytes });
          else reject(new Error(`a snapshot was refused, or is not whole: ${String(answer.statusCode)} ${end}`));
        });
      },
    );
    asked.on('error', reject);
  });

/** How long the server lets somebody wait who asks nothing of the database, in milliseconds, until `done`. */
const longestSilence = async (url: string, done: Promise<unknown>): Promise<number> => {
  const waiting = { over: false };
  void done.finally(() => (waiting.over = true)).catch(() => undefined);
  let longest = 0;
  while (!waiting.over) {
    const began = performance.now();
    await (await fetch(`${url}/healthz`)).text();
    longest = Math.max(longest, performance.now() - began);
    await pause(5);
  }
  return longest;
};

const checkIns = async (place: Place, ground: Ground, until: () => boolean): Promise<number[]> => {
  const [cookie = ''] = await place.signIn('manager', ground, 1);
  const to = poster(place.url, cookie, 1);
  const all: number[] = [];
  while (!until()) {
    const began = performance.now();
    await checkInOverHttp(to, nextGuest(ground));
    all.push(performance.now() - began);
    await pause(20);
  }
  to.close();
  return all;
};

const quietly = (place: Place, ground: Ground): Promise<number[]> => {
  let left = CHECK_INS + 1;
  return checkIns(place, ground, () => (left -= 1) === 0);
};

const amongSnapshots = async (place: Place, ground: Ground, cookies: readonly string[]): Promise<number[]> => {
  let over = false;
  const taking = Promise.all(cookies.map((it) => take(place.url, it, ground))).finally(() => (over = true));
  const all = await checkIns(place, ground, () => over);
  await taking;
  return all;
};

export interface Snapshots {
  /** Milliseconds for a volunteer of a centre where nobody is. */
  small: number[];
  /** Of a manager's: to the first row, to the last, and the longest anybody else waited meanwhile. */
  first: number[];
  whole: number[];
  silence: number[];
  megabytes: number;
  quiet: number[];
  busy: number[];
  /** Check-ins, p95, among ten snapshots against quiet: median of rounds. */
  ratio: number;
}

/** A centre more of the same operation, where nobody is. */
const emptyCentre = async ({ sql }: Place, ground: Ground): Promise<Ground> => {
  const centreId = uuidv7();
  await sql`
    insert into centre
    select (jsonb_populate_record(c, jsonb_build_object('id', ${centreId}::text, 'name', ${centreId}::text))).*
    from centre c where c.id = ${ground.centreId}`;
  return { ...ground, centreId };
};

/** Gives every manager a place more, where nobody is: another view, of which nothing is at hand from the round before. */
const seeAnew = async (place: Place, ground: Ground): Promise<void> => {
  const { centreId } = await emptyCentre(place, ground);
  await place.sql`
    insert into access_grant (id, user_id, role, operation_id, centre_id, granted_by, granted_at)
    select gen_random_uuid(), user_id, 'volunteer', operation_id, ${centreId}, 'bench', now()
    from (select distinct user_id, operation_id from access_grant
      where role = 'manager' and centre_id = ${ground.centreId}) m`;
};

/** Rounds in turn. */
export const snapshots = async (place: Place, ground: Ground): Promise<Snapshots> => {
  const empty = await emptyCentre(place, ground);
  const managers = await place.signIn('manager', ground, MANAGERS);
  const [volunteer = ''] = await place.signIn('volunteer', empty, 1);
  const [manager = ''] = managers;
  const found: Omit<Snapshots, 'ratio'> = {
    small: [],
    first: [],
    whole: [],
    silence: [],
    megabytes: 0,
    quiet: [],
    busy: [],
  };
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    found.small.push((await take(place.url, volunteer, empty)).whole);
    await seeAnew(place, ground);
    const taking = take(place.url, manager, ground);
    const silence = await longestSilence(place.url, taking);
    const { first, whole, bytes } = await taking;
    const quiet = await quietly(place, ground);
    await seeAnew(place, ground);
    const busy = await amongSnapshots(place, ground, managers);
    // The first is a warm-up.
    if (round === 0) continue;
    found.first.push(first);
    found.whole.push(whole);
    found.silence.push(silence);
    found.megabytes = bytes / 1e6;
    found.quiet.push(quantile(quiet, 0.95));
    found.busy.push(quantile(busy, 0.95));
    ratios.push(quantile(busy, 0.95) / quantile(quiet, 0.95));
  }
  return { ...found, ratio: median(ratios) };
};
