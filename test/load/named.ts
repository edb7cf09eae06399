import { expectGuests, overHttp, ROUND_MS, ROUNDS, WARM_MS } from './compare.ts';
import type { Ground } from './fill.ts';
import { nextGuest, nextNamed } from './guests.ts';
import { median, table } from './numbers.ts';
import type { Place } from './place.ts';

export interface NamedSide {
  /** Check-ins in one second: with a name and no wristband, and with a wristband and no name. */
  named: number;
  worn: number;
  /** What the first costs, in check-ins of the second: the median of the rounds' own ratios. */
  cost: number;
  /** Share of the named who were asked about as perhaps somebody else. */
  asked: number;
}

export interface Named {
  few: NamedSide;
  many: NamedSide;
}

interface Round {
  named: number;
  worn: number;
  asked: number;
}

interface Found {
  names: number;
  references: number;
  asked: number;
}

const lookFor = async ({ sql }: Place, { operationId }: Ground): Promise<Found> => {
  const [found] = await sql<Found[]>`
    select (select count(*)::int from person_identity where operation_id = ${operationId} and preferred_name <> '') as names,
      (select count(distinct reference)::int from person where operation_id = ${operationId}) as references,
      (select count(*)::int from attention where operation_id = ${operationId} and kind = 'duplicate') as asked`;
  if (!found) throw new Error('nothing was found');
  return found;
};

/** One after the other in the same place, in turn who is first. @throws where a guest, a name or a number is missing */
const round = async (place: Place, ground: Ground, guests: number, ms: number, flip: boolean): Promise<Round> => {
  const before = await lookFor(place, ground);
  const earlier = flip ? await overHttp(place, ground, ms, nextGuest) : null;
  const named = await overHttp(place, ground, ms, nextNamed);
  const worn = earlier ?? (await overHttp(place, ground, ms, nextGuest));
  const all = guests + named.done + worn.done;
  await expectGuests(place, ground, all);
  const after = await lookFor(place, ground);
  if (after.names - before.names !== named.done) throw new Error('a name that was said is not there');
  if (after.references !== all) throw new Error('a number was given to two guests');
  return { named: named.perSecond, worn: worn.perSecond, asked: (after.asked - before.asked) / named.done };
};

const sideOf = (rounds: readonly Round[]): NamedSide => ({
  named: median(rounds.map((it) => it.named)),
  worn: median(rounds.map((it) => it.worn)),
  cost: median(rounds.map((it) => it.worn / it.named)),
  asked: median(rounds.map((it) => it.asked)),
});

const guestsIn = async ({ sql }: Place, { operationId }: Ground): Promise<number> => {
  const [found] = await sql<{ n: number }[]>`select count(*)::int as n from person where operation_id = ${operationId}`;
  return found?.n ?? 0;
};

/** Guests who say their name and wear no wristband, against those who do the opposite: in turn, among few and among many. */
export const compareNamed = async (
  few: { place: Place; guests: number },
  many: { place: Place; ground: Ground },
): Promise<Named> => {
  const small: Round[] = [];
  const large: Round[] = [];
  for (let n = 0; n <= ROUNDS; n += 1) {
    const ms = n === 0 ? WARM_MS : ROUND_MS;
    const ground = await few.place.ground(few.guests);
    const crowd = await guestsIn(many.place, many.ground);
    const one = await round(few.place, ground, few.guests, ms, n % 2 === 0);
    const other = await round(many.place, many.ground, crowd, ms, n % 2 === 0);
    // The first round only warms up.
    if (n === 0) continue;
    small.push(one);
    large.push(other);
  }
  return { few: sideOf(small), many: sideOf(large) };
};

export const namedTable = (named: Named, few: number, many: number): string =>
  table([
    ['check-ins a second, over HTTP', 'wristband, no name', 'name, no wristband', 'cost', 'asked about'],
    ...[
      { guests: few, it: named.few },
      { guests: many, it: named.many },
    ].map(({ guests, it }) => [
      `among ${guests.toLocaleString('en-GB')} guests`,
      it.worn.toFixed(0),
      it.named.toFixed(0),
      it.cost.toFixed(2),
      `${(it.asked * 100).toFixed(0)} %`,
    ]),
  ]);
