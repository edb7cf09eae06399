import { expect, test } from 'vitest';
import { placeOf } from '../../server/engine/append.ts';
import { digestOf, genesis, macOf, versionDigest } from '../../server/engine/chain.ts';
import { idAfter } from '../../server/engine/own.ts';
import { some } from '../support/some.ts';

/** Whatever was chained before has to fit after an update, so this is written down once from what is kept already. */
const event = {
  streamId: '0193e0a0-0000-7000-8000-000000000001',
  seq: 7,
  commandId: '0193e0a0-0000-7000-8000-000000000002',
  kind: 'people.checkIn',
  actorId: 'vic',
  deviceId: null,
  occurredAt: new Date('2026-11-19T05:30:00Z'),
  recordedAt: new Date('2026-11-19T05:31:00Z'),
};
const versions = [
  { kind: 'stay', id: 'b', digest: '0b' },
  { kind: 'person', id: 'b', digest: '0a' },
  { kind: 'person', id: 'a', digest: '0c' },
];
const hex = (it: Uint8Array): string => Buffer.from(it).toString('hex');

test('what is chained is written as it always was, so that an older chain fits still', () => {
  const row = { id: 'a', zone: null, ageBand: 'adult' };
  expect(versionDigest({ kind: 'person', id: 'a', compartment: 'core', row })).toBe(
    'fcba41d340739829a398ec48cc8d8779e2c797039ab96aced37ec6a7a8a3cba7',
  );
  expect(hex(genesis(event.streamId))).toBe('68a61833fdd0a6ed4986649800937d38547b1e286a2aae763cde1c043913bb07');
  expect(hex(digestOf(versions))).toBe('b12a4c9db81b06b812f9d31efc67a415f6b4e09cdccd9c633c3082bbdb887208');
  expect(hex(macOf(Buffer.alloc(32, 1), genesis(event.streamId), event, digestOf(versions)))).toBe(
    '6344352033fd3bae162a7051e47690ae5fd5b5f80192f9f82361846511906263',
  );
  expect(idAfter(event.commandId, 'clock')).toBe('0193e0a0-0000-74e7-88c2-36cb086bc36d');
});

test('what an event wrote is told by kind, id and words, in whatever order it was written', () => {
  const told = hex(digestOf(versions));
  expect(hex(digestOf(versions.toReversed()))).toBe(told);
  const others = versions.map((it, at) => versions.with(at, { ...it, kind: 'visit' }));
  for (const other of some(others)) expect(hex(digestOf(other))).not.toBe(told);
});

test('a change was recorded when it had its place in the stream, which it takes once', async () => {
  let now = 0;
  const heads: string[] = [];
  const placeInLine = async (_tx: unknown, streamId: string) => {
    heads.push(streamId);
    now += 5;
    return { headSeq: 7, headMac: Buffer.alloc(1) };
  };
  const place = placeOf({} as never, 'stream', { clock: { now: () => new Date(now), rate: 1 }, placeInLine });
  const taken = { headSeq: 7, headMac: Buffer.alloc(1), recordedAt: new Date(5) };
  expect(await Promise.all([place(), place()])).toEqual([taken, taken]);
  now += 5;
  expect(await place()).toEqual(taken);
  expect(heads).toEqual(['stream']);
  const nowhere = placeOf({} as never, 'none', {
    clock: { now: () => new Date(now), rate: 1 },
    placeInLine: async () => undefined,
  });
  expect(await nowhere()).toBeUndefined();
});
