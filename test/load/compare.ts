import { checkInByHand, insertTwo } from './driver.ts';
import type { Ground } from './fill.ts';
import { nextGuest, type nextNamed } from './guests.ts';
import { checkInOverHttp, poster } from './http.ts';
import { median } from './numbers.ts';
import type { Place } from './place.ts';
import { type Rate, rateOf } from './rate.ts';

export const WRITERS = 20;
export const WARM_MS = 1500;
export const ROUND_MS = 2500;
export const ROUNDS = 5;

export interface Side {
  /** Check-ins in one second: the median of the rounds. */
  http: number;
  driver: number;
  /** The median of the rounds' own ratios: two measurements that follow one another. */
  ratio: number;
  httpCpu: number;
  driverCpu: number;
}

export interface Comparison {
  few: Side;
  many: Side;
  /** What a check-in costs among the many, in check-ins among the few. */
  cost: number;
  /** Transactions in one second that do no more than two inserts and a counter, among the few; and HTTP against them. */
  bare: number;
  bareRatio: number;
}

/** Whoever is next at the door comes in, over HTTP, by one manager's hand. */
export const overHttp = async (
  place: Place,
  ground: Ground,
  ms: number,
  next: typeof nextNamed = nextGuest,
): Promise<Rate> => {
  const [cookie = ''] = await place.signIn('manager', ground, 1);
  const to = poster(place.url, cookie, WRITERS);
  try {
    return await rateOf(WRITERS, ms, async () => void (await checkInOverHttp(to, next(ground))));
  } finally {
    to.close();
  }
};

/** @throws where a check-in that was answered is not there, or one that was not is */
export const expectGuests = async ({ sql }: Place, { operationId }: Ground, wanted: number): Promise<void> => {
  const [found] = await sql<{ n: number; stays: number }[]>`
    select count(*)::int as n, (select count(*)::int from stay where operation_id = ${operationId}) as stays
    from person where operation_id = ${operationId}`;
  if (found?.n === wanted && found.stays === wanted) return;
  throw new Error(`${wanted} guests were checked in, but there are ${found?.n} with ${found?.stays} stays`);
};

const byHand = (place: Place, ground: Ground, ms: number, work = checkInByHand): Promise<Rate> =>
  rateOf(WRITERS, ms, () => work(place.sql, nextGuest(ground)));

interface Round {
  http: Rate;
  driver: Rate;
}

const sideOf = (rounds: readonly Round[]): Side => ({
  http: median(rounds.map((it) => it.http.perSecond)),
  driver: median(rounds.map((it) => it.driver.perSecond)),
  ratio: median(rounds.map((it) => it.http.perSecond / it.driver.perSecond)),
  httpCpu: median(rounds.map((it) => it.http.cpu)),
  driverCpu: median(rounds.map((it) => it.driver.cpu)),
});

/** Rounds in turn, each among a new few; among the many a round adds no more than a few hundredths. */
export const compare = async (
  few: { place: Place; guests: number },
  many: { place: Place; ground: Ground; guests: number },
): Promise<Comparison> => {
  const small: Round[] = [];
  const large: Round[] = [];
  const bare: Rate[] = [];
  let crowd = many.guests;
  for (let n = 0; n <= ROUNDS; n += 1) {
    const ms = n === 0 ? WARM_MS : ROUND_MS;
    const grounds: Ground[] = [];
    while (grounds.length < 3) grounds.push(await few.place.ground(few.guests));
    const [one, other, third] = grounds as [Ground, Ground, Ground];
    const smallHttp = await overHttp(few.place, one, ms);
    const largeHttp = await overHttp(many.place, many.ground, ms);
    const smallDriver = await byHand(few.place, other, ms);
    const largeDriver = await byHand(many.place, many.ground, ms);
    const two = await byHand(few.place, third, ms, insertTwo);
    crowd += largeHttp.done + largeDriver.done;
    await expectGuests(few.place, one, few.guests + smallHttp.done);
    await expectGuests(few.place, other, few.guests + smallDriver.done);
    await expectGuests(few.place, third, few.guests + two.done);
    await expectGuests(many.place, many.ground, crowd);
    // The first round only warms up.
    if (n === 0) continue;
    small.push({ http: smallHttp, driver: smallDriver });
    large.push({ http: largeHttp, driver: largeDriver });
    bare.push(two);
  }
  return {
    few: sideOf(small),
    many: sideOf(large),
    cost: median(small.map((it, n) => it.http.perSecond / (large[n]?.http.perSecond ?? Number.NaN))),
    bare: median(bare.map((it) => it.perSecond)),
    bareRatio: median(bare.map((it, n) => (small[n]?.http.perSecond ?? Number.NaN) / it.perSecond)),
  };
};
