import { afterEach, expect, test, vi } from 'vitest';
import { reportAudit } from '../../server/engine/auditReport.ts';
import type { Fault, Verdict } from '../../server/engine/verify.ts';

let verdicts: Verdict[] = [];
vi.mock('../../server/engine/verify.ts', () => ({ verifyAll: async () => verdicts }));
afterEach(() => void vi.restoreAllMocks());

const head = '0123456789abcdef'.repeat(4);
const verdict = (streamId: string, faults: Fault['what'][] = []): Verdict => ({
  streamId,
  events: 9,
  versions: 21,
  erased: 2,
  head,
  faults: faults.map((what, at) => ({ streamId, seq: at + 1, what })),
});

const reported = async (all: Verdict[]) => {
  verdicts = all;
  const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const fits = await reportAudit({} as never, Buffer.alloc(32));
  return { fits, lines: print.mock.calls.map(([line]) => String(line)) };
};

const line = (streamId: string) => `${streamId}  9 events, 21 versions (2 erased), head 0123456789abcdef`;

test('of chains that fit each has a line, and all of them fit', async () => {
  expect(await reported([verdict('one'), verdict('two')])).toEqual({
    fits: true,
    lines: [line('one'), line('two'), 'Every chain fits.'],
  });
});

test('each kind of fault is told in its own words, where it is, and how many streams have any', async () => {
  const all = ['missing', 'event-changed', 'order-changed', 'version-changed', 'head-changed'] as const;
  expect(await reported([verdict('one', [...all]), verdict('two'), verdict('three', ['missing'])])).toEqual({
    fits: false,
    lines: [
      line('one'),
      '  at 1: an event before this one is missing',
      '  at 2: the event was changed',
      '  at 3: the event does not follow the one before it',
      '  at 4: what it wrote was changed',
      '  at 5: the last events were cut off or the head was changed',
      line('two'),
      line('three'),
      '  at 1: an event before this one is missing',
      '2 of 3 streams do not fit.',
    ],
  });
});

test('of very many faults of one stream the first twenty are told', async () => {
  const { fits, lines } = await reported([
    verdict(
      'one',
      Array.from({ length: 30 }, () => 'event-changed' as const),
    ),
  ]);
  expect([fits, lines.length, lines.at(-2), lines.at(-1)]).toEqual([
    false,
    22,
    '  at 20: the event was changed',
    '1 of 1 streams do not fit.',
  ]);
});
