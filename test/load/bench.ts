/** `npm run bench`: what a check-in costs over what it must cost, and how fast screens hear of it. */
import { cpus } from 'node:os';
import { removeAbandonedDataDirs } from '../support/folders.ts';
import { compare, type Comparison, WRITERS } from './compare.ts';
import { compareDrain, type Drain, QUEUED } from './drain.ts';
import { poster } from './http.ts';
import { compareNamed, type Named, namedTable } from './named.ts';
import { median, quantile, table } from './numbers.ts';
import { remember } from './past.ts';
import { openPlace, POOL } from './place.ts';
import { proveSame } from './same.ts';
import { PER_SECOND, screens, type Screens, SOCKETS } from './screens.ts';
import { type Size, sizeOfCheckIn } from './size.ts';
import { snapshots, type Snapshots } from './snapshots.ts';
import { measureTap, type Tap } from './tap.ts';

const FEW = 300;
const MANY = 30_000;
/** Operations that are over, in every database. */
const PAST = { operations: 4, guests: 25_000 };

const number = (value: number, digits = 0): string => value.toFixed(digits);
const percent = (value: number): string => `${number(value * 100)} %`;

const aim = (what: string, wanted: string, measured: string, met: boolean): string[] => [
  what,
  wanted,
  measured,
  met ? 'met' : 'NOT MET',
];

const rates = ({ few, many, bare, bareRatio }: Comparison): string =>
  table([
    ['check-ins a second', 'over HTTP', 'by the driver', 'ratio', 'generator, HTTP', 'generator, driver'],
    ...[
      { name: `among ${FEW} guests`, it: few },
      { name: `among ${MANY.toLocaleString('en-GB')} guests`, it: many },
    ].map(({ name, it }) => [
      name,
      number(it.http),
      number(it.driver),
      number(it.ratio, 2),
      percent(it.httpCpu),
      percent(it.driverCpu),
    ]),
    ['two inserts and a counter', '', number(bare), number(bareRatio, 2), '', ''],
  ]);

const mid = (rounds: readonly number[][], q: number): number => median(rounds.map((it) => quantile(it, q)));

const delays = (it: Screens): string =>
  table([
    ['milliseconds from write to screen', 'p50', 'p95', 'p99'],
    ...[
      { name: 'bare Socket.IO', rounds: it.bare },
      { name: `Haven, ${FEW} guests`, rounds: it.few },
      { name: `Haven, ${MANY.toLocaleString('en-GB')} guests`, rounds: it.many },
      { name: 'Haven, silver’s counts (at most one a second)', rounds: it.silver },
    ].map(({ name, rounds }) => [name, ...[0.5, 0.95, 0.99].map((q) => number(mid(rounds, q), 1))]),
  ]);

/** Each round of Haven against the bare round beside it. */
const slower = (rounds: readonly number[][], bare: readonly number[][]): number =>
  median(rounds.map((it, n) => quantile(it, 0.95) / quantile(bare[n] ?? [], 0.95)));

const seconds = (rounds: readonly number[]): string => number(median(rounds) / 1000, 2);

const tablets = (drain: Drain, tap: Tap): string =>
  table([
    [`${QUEUED} check-ins, one sender`, 'seconds'],
    ['drained from a tablet’s store', seconds(drain.queued)],
    ['posted in a plain loop', seconds(drain.posted)],
    ['', ''],
    ['milliseconds in a browser without signal', 'p50', 'p95'],
    ...[
      { name: 'from the tap to “saved on this tablet”', it: tap.tap },
      { name: 'the same, processor slowed four times', it: tap.slow },
      { name: 'one bare IndexedDB put', it: tap.put },
      { name: 'the same, from a tap to a word', it: tap.tappedPut },
      { name: 'from opening Haven to its first words', it: tap.shell },
    ].map(({ name, it }) => [name, ...[0.5, 0.95].map((q) => number(quantile(it, q), 1))]),
  ]);

const snapshotTable = (it: Snapshots): string =>
  table([
    ['milliseconds, among 30,000 guests', 'p50', 'longest'],
    ...[
      { name: 'a volunteer’s snapshot, of a centre where nobody is', all: it.small },
      { name: `a manager’s, ${number(it.megabytes)} MB: its first row`, all: it.first },
      { name: 'the whole of it', all: it.whole },
      { name: 'the longest anybody else was not answered meanwhile', all: it.silence },
      { name: 'check-in p95, quiet', all: it.quiet },
      { name: 'check-in p95, while ten managers take snapshots', all: it.busy },
    ].map(({ name, all }) => [name, number(median(all), 1), number(Math.max(...all), 1)]),
  ]);

interface Measured {
  snapshot: Snapshots;
  rate: Comparison;
  named: Named;
  screen: Screens;
  size: Size;
  tabletSize: Size;
  drain: Drain;
  tap: Tap;
}

const within = (ms: number, most: number): [string, boolean] => [`${number(ms)} ms`, ms <= most];

const aims = ({ snapshot, rate, named, screen, size, tabletSize, drain, tap }: Measured): string => {
  const few = slower(screen.few, screen.bare);
  const many = slower(screen.many, screen.bare);
  const kB = size.gzipped / 1000;
  const tabletKB = tabletSize.gzipped / 1000;
  return table([
    ['', 'aim', 'measured', ''],
    aim('HTTP against driver, 300 guests', '≥ 0.35', number(rate.few.ratio, 2), rate.few.ratio >= 0.35),
    aim('HTTP against driver, 30,000 guests', '≥ 0.35', number(rate.many.ratio, 2), rate.many.ratio >= 0.35),
    aim('HTTP against two inserts and a counter', '≥ 0.33', number(rate.bareRatio, 2), rate.bareRatio >= 0.33),
    aim('cost of a check-in, 30,000 against 300', '≤ 1.3', number(rate.cost, 2), rate.cost <= 1.3),
    aim('a name and no wristband against the opposite, 300', '≤ 1.3', number(named.few.cost, 2), named.few.cost <= 1.3),
    aim('the same, 30,000 guests', '≤ 1.3', number(named.many.cost, 2), named.many.cost <= 1.3),
    aim('write to screen p95 against bare, 300 guests', '≤ 1.4', number(few, 2), few <= 1.4),
    aim('write to screen p95 against bare, 30,000 guests', '≤ 1.4', number(many, 2), many <= 1.4),
    aim('a volunteer’s snapshot, 30,000 guests elsewhere', '≤ 100 ms', ...within(median(snapshot.small), 100)),
    aim('first row of a manager’s, 30,000 guests', '≤ 300 ms', ...within(median(snapshot.first), 300)),
    aim('nobody else waits for it longer than', '≤ 50 ms', ...within(median(snapshot.silence), 50)),
    aim('check-in p95 among ten snapshots against quiet', '≤ 3', number(snapshot.ratio, 2), snapshot.ratio <= 3),
    aim('JavaScript for the first check-in, gzipped', '≤ 75 kB', `${number(kB, 1)} kB`, kB <= 75),
    aim('the same on a paired tablet, PIN for sign-in', '≤ 80 kB', `${number(tabletKB, 1)} kB`, tabletKB <= 80),
    aim('Leaflet among it', 'no', size.hasMap ? 'yes' : 'no', !size.hasMap),
    aim('500 queued commands against a plain loop', '≤ 3', number(drain.ratio, 2), drain.ratio <= 3),
    aim('tap to saved against a bare put', '≤ 3', number(tap.ratio, 2), tap.ratio <= 3),
    aim('the same, where the put too begins with a tap', '≤ 3', number(tap.tappedRatio, 2), tap.tappedRatio <= 3),
    aim(
      'opening without a network, p95',
      '< 1000 ms',
      `${number(quantile(tap.shell, 0.95))} ms`,
      quantile(tap.shell, 0.95) < 1000,
    ),
    aim('tap to saved p95, processor slowed four times', '< 50 ms', `${number(tap.slowP95)} ms`, tap.slowP95 < 50),
  ]);
};

const main = async (): Promise<void> => {
  const began = performance.now();
  await removeAbandonedDataDirs();
  console.log(`Haven’s benchmark: Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? ''}\n`);
  const size = await sizeOfCheckIn('account');
  const tabletSize = await sizeOfCheckIn('tablet');
  const few = await openPlace('few');
  const many = await openPlace('many');
  try {
    const ground = await few.ground(FEW);
    const [cookie = ''] = await few.signIn('manager', ground, 1);
    const http = poster(few.url, cookie, 1);
    const statements = await proveSame(few, http, ground);
    http.close();
    await Promise.all([remember(few.sql, PAST), remember(many.sql, PAST)]);
    const crowd = await many.ground(MANY);
    console.log(
      `A check-in is one transaction of ${statements} statements, the same on both sides; ${WRITERS} writers, ${POOL} connections.\n`,
    );
    const rate = await compare({ place: few, guests: FEW }, { place: many, ground: crowd, guests: MANY });
    console.log(`${rates(rate)}\n`);
    const named = await compareNamed({ place: few, guests: FEW }, { place: many, ground: crowd });
    console.log(`${namedTable(named, FEW, MANY)}\n`);
    const screen = await screens({ place: few, ground }, { place: many, ground: crowd });
    const pace = `${SOCKETS} sockets, ${PER_SECOND} writes a second, ${screen.payload} bytes; generator ${percent(screen.cpu)} of a core`;
    console.log(`${delays(screen)}\n  ${pace}\n`);
    const snapshot = await snapshots(many, crowd);
    console.log(`${snapshotTable(snapshot)}\n`);
    const drain = await compareDrain(few, await few.ground(FEW));
    const tap = await measureTap(few, await few.ground(FEW));
    console.log(`${tablets(drain, tap)}\n`);
    console.log(
      `${aims({ snapshot, rate, named, screen, size, tabletSize, drain, tap })}\n\n  ${number((performance.now() - began) / 1000)} s`,
    );
  } finally {
    await Promise.all([few.stop(), many.stop()]);
  }
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
