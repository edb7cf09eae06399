import { expect, test, vi } from 'vitest';
import { announcer, CHANNEL, heardIn } from '../../server/engine/announce.ts';
import { Background, failing, Stopping } from '../../server/engine/background.ts';
import { canonical } from '../../server/engine/canonical.ts';
import { believe, isNear } from '../../server/engine/claims.ts';
import { brokenConstraint, Crossed, isConflict, isUnavailable } from '../../server/engine/databaseErrors.ts';
import { cellIf, locked, shown, textOf } from '../../server/engine/description.ts';
import { finder, gathering, sameGathering } from '../../server/engine/gather.ts';
import { keepable } from '../../server/engine/keepable.ts';
import { sameOrigin } from '../../server/engine/sameOrigin.ts';
import { spanned } from '../../server/engine/spans.ts';
import { together } from '../../server/engine/together.ts';
import { some } from '../support/some.ts';

test('equal values are written in equal words, whatever order they came in', () => {
  expect(canonical({ b: 1, a: { d: [2, 1], c: null } })).toBe('{"a":{"c":null,"d":[2,1]},"b":1}');
  expect(canonical({ a: undefined, b: 1 })).toBe(canonical({ b: 1 }));
  expect(canonical(new Date('2026-11-19T07:00:00Z'))).toBe('"2026-11-19T07:00:00.000Z"');
  expect([canonical(new Uint8Array([1, 255])), canonical(undefined)]).toEqual(['"01ff"', 'null']);
  expect(canonical([1, 2])).not.toBe(canonical([2, 1]));
});

test('a page is of this site where its host and port are, and not where nobody says', () => {
  expect(sameOrigin('https://haven.example', 'haven.example')).toBe(true);
  expect(sameOrigin('http://127.0.0.1:3000', '127.0.0.1:3000')).toBe(true);
  for (const origin of ['https://haven.example.evil', 'https://evil', 'http://haven.example:81', 'null', '', null])
    expect([origin, sameOrigin(origin, 'haven.example')]).toEqual([origin, false]);
  for (const host of ['', null, undefined]) expect(sameOrigin('https://haven.example', host)).toBe(false);
});

const broken = (code: string, more = {}): Error =>
  new Error('the query failed', { cause: Object.assign(new Error(code), { code, ...more }) });
const away = [
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  '08006',
  '53300',
  '57P01',
  '57014',
  '55P03',
];
const crossed = ['40001', '40P01', '25P02'];
const defects = ['23505', '42601', '22P02', '55006', '08', '153300', 'EACCES'];

test('a database that is away, two that crossed, and a defect are told apart by the code alone', () => {
  for (const code of some(away))
    expect([code, isUnavailable(broken(code)), isConflict(broken(code))]).toEqual([code, true, false]);
  for (const code of some(crossed))
    expect([code, isUnavailable(broken(code)), isConflict(broken(code))]).toEqual([code, true, true]);
  for (const code of some(defects))
    expect([code, isUnavailable(broken(code)), isConflict(broken(code))]).toEqual([code, false, false]);
  expect([isUnavailable(new Error('no code')), isUnavailable('08006')]).toEqual([false, false]);
  expect(isConflict(new Crossed('at once'))).toBe(true);
});

test('a constraint is named where it was one that broke', () => {
  expect(brokenConstraint(broken('23505', { constraint_name: 'person_pkey' }))).toBe('person_pkey');
  expect(brokenConstraint(broken('42601', { constraint_name: 'person_pkey' }))).toBeNull();
  expect(brokenConstraint(broken('23505'))).toBeNull();
});

const NOON = new Date('2026-11-19T12:00:00Z');
const hours = (n: number, ms = 0): Date => new Date(NOON.getTime() + n * 3_600_000 + ms);

test('what is told is believed from an hour before its operation to an hour ahead, and never put later than heard', () => {
  const believed = (claimed: Date, began: Date | null) => believe(claimed, NOON, began);
  const stands = { occurredAt: NOON };
  expect(believed(hours(-3), hours(-2))).toEqual({ occurredAt: hours(-3), toldAt: null });
  expect(believed(hours(-3, -1), hours(-2))).toEqual({ ...stands, toldAt: hours(-3, -1) });
  expect(believed(hours(-1), null)).toEqual({ occurredAt: hours(-1), toldAt: null });
  expect(believed(hours(-1, -1), null)).toEqual({ ...stands, toldAt: hours(-1, -1) });
  expect(believed(hours(1), hours(-2))).toEqual({ ...stands, toldAt: null });
  expect(believed(hours(1, 1), hours(-2))).toEqual({ ...stands, toldAt: hours(1, 1) });
  // An operation that began later, by another server’s clock, is no reason to believe less.
  expect(believed(hours(-1), hours(3))).toEqual({ occurredAt: hours(-1), toldAt: null });
  expect(believe(hours(-5), NOON, hours(-2), 3 * 3_600_000)).toEqual({ occurredAt: hours(-5), toldAt: null });
});

test('two clocks are near each other up to an hour, whichever is ahead', () => {
  for (const sign of [1, -1]) {
    expect(isNear(hours(sign), NOON)).toBe(true);
    expect(isNear(hours(sign, sign), NOON)).toBe(false);
  }
});

test('a notice says of each stream how far it has come; of one that says nothing nobody knows', () => {
  expect(heardIn('a 7,b 12')).toEqual([
    ['a', 7],
    ['b', 12],
  ]);
  expect(heardIn('a')).toEqual([['a', Infinity]]);
});

const log = () => ({ info: vi.fn<() => void>(), error: vi.fn<(event: string, fields?: object) => void>() });

test('other servers are told once of many changes, of every stream, and of the furthest of each', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const sent: string[] = [];
  const notify = async (channel: string, words: string) => void sent.push(`${channel} ${words}`);
  const tells = announcer({ notify } as never, log());
  for (const seq of [3, 5, 4]) tells.tell('first', seq);
  for (let n = 0; n < 160; n += 1) tells.tell(`stream ${n}`, n);
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(25);
  expect(sent).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(25);
  const told = sent.flatMap((it) => it.replace(`${CHANNEL} `, '').split(','));
  expect(sent).toHaveLength(2);
  expect(told).toHaveLength(161);
  expect([told[0], told.at(-1)]).toEqual(['first 5', 'stream 159 159']);
  tells.tell('next', 1);
  await vi.advanceTimersByTimeAsync(25);
  expect(sent.at(-1)).toBe(`${CHANNEL} next 1`);
  tells.tell('last', 1);
  await tells.stop();
  tells.tell('too late', 1);
  await vi.advanceTimersByTimeAsync(100);
  expect(sent.at(-1)).toBe(`${CHANNEL} last 1`);
  vi.useRealTimers();
});

test('a notice that could not be sent stops nothing: the poll brings it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const said = log();
  const notify = vi.fn<(channel: string, words: string) => Promise<void>>(async () => undefined);
  notify.mockRejectedValueOnce(new TypeError('away'));
  const tells = announcer({ notify } as never, said);
  tells.tell('first', 1);
  await vi.advanceTimersByTimeAsync(25);
  tells.tell('second', 1);
  await vi.advanceTimersByTimeAsync(25);
  expect(notify.mock.calls.at(-1)).toEqual([CHANNEL, 'second 1']);
  await tells.stop();
  vi.useRealTimers();
  expect(said.error.mock.calls).toEqual([['announce-failed', { error: 'TypeError' }]]);
});

test('what goes on beside is waited for, also what begins meanwhile; what was cut short is no failure', async () => {
  const work = new Background();
  const ended: string[] = [];
  const one = Promise.withResolvers<void>();
  work.add(
    one.promise.then(() => {
      work.add(new Promise((resolve) => setImmediate(() => resolve(void ended.push('second')))));
      ended.push('first');
    }),
  );
  const done = work.done().then(() => void ended.push('done'));
  one.resolve();
  await done;
  expect(ended).toEqual(['first', 'second', 'done']);
  const said = log();
  failing(said, 'it-failed')(new Stopping());
  failing(said, 'it-failed')('words');
  expect(said.error.mock.calls).toEqual([['it-failed', { error: 'unknown' }]]);
});

test('what several ask at once is asked together and once, in each answer anew', async () => {
  const asked: string[][] = [];
  const find = finder(
    async (_reader, keys) => {
      asked.push(keys.toSorted());
      return keys.filter((it) => it !== 'nobody').flatMap((id) => [1, 2].map((n) => ({ id, n })));
    },
    ({ id }) => id,
  );
  const reader = gathering({} as never);
  const found = await Promise.all(['ana', 'minh', 'ana', 'nobody'].map((it) => find(reader, it)));
  expect(found.map((it) => it.length)).toEqual([2, 2, 2, 0]);
  await find(sameGathering(reader), 'minh');
  expect(asked).toEqual([['ana', 'minh', 'nobody']]);
  await find(gathering({} as never), 'minh');
  await find({} as never, 'minh');
  expect(asked.slice(1)).toEqual([['minh'], ['minh']]);
});

test('what cannot be found for one is not kept from the others, but a database that is away is away for all', async () => {
  let failure: Error = new Error('a defect');
  const find = finder(
    async (_reader, keys) => {
      if (keys.includes('bad')) throw failure;
      return keys.map((id) => ({ id }));
    },
    ({ id }) => id,
  );
  const both = (reader: never) => Promise.allSettled(['good', 'bad'].map((it) => find(reader, it)));
  expect((await both(gathering({} as never))).map((it) => it.status)).toEqual(['fulfilled', 'rejected']);
  failure = broken('57P01');
  expect((await both(gathering({} as never))).map((it) => it.status)).toEqual(['rejected', 'rejected']);
});

test('work done at once ends with the last of it, and fails with what the first of it failed with', async () => {
  const ended: string[] = [];
  const slow = (name: string) => new Promise<void>((resolve) => setImmediate(() => resolve(void ended.push(name))));
  const fails = async (name: string) => Promise.reject(new Error(name));
  await expect(together([slow('slow'), fails('first'), fails('second')])).rejects.toThrow('first');
  expect(ended).toEqual(['slow']);
  expect(await together([Promise.resolve(1), 2])).toEqual([1, 2]);
});

test('what the database cannot hold is kept as far as it can be, in names as in words', () => {
  const said = { 'a\u0000': ['b\u0000', { c: 'half \uD800' }], n: 1, no: null };
  expect(keepable(said)).toEqual({ 'a\uFFFD': ['b\uFFFD', { c: 'half \uFFFD' }], n: 1, no: null });
});

test('nought is a value, and nothing is none; what is locked looks the same whatever is behind it', () => {
  expect([0, 12, 'x', '', null, undefined, true].map(textOf)).toEqual(['0', '12', 'x', null, null, null, null]);
  expect([cellIf(true, 'x'), cellIf(false, 'x'), cellIf(false, null)]).toEqual([shown('x'), locked, locked]);
});

test('an end that is written with its own beginning stands as it is written', () => {
  const [arrivedAt, leftAt] = [new Date('2026-11-19T07:00:00Z'), new Date('2026-11-19T08:00:00Z')];
  expect(spanned('stay', { arrivedAt, leftAt })).toEqual({ arrivedAt, leftAt });
  expect(spanned('stay', { leftAt })['leftAt']).not.toBe(leftAt);
});
