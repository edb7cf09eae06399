import { afterAll, expect, test } from 'vitest';
import type { OutboxStore } from '../../client/data/outboxStore.ts';
import { type Plan, soak, soakLine } from '../support/soak.ts';
import type { Verdict } from '../support/soakVerdict.ts';
import type { Planted } from '../support/tablet.ts';

const long = process.env['HAVEN_SOAK'] === 'long';
const plan: Plan = long
  ? { seed: Number(process.env['HAVEN_SOAK_SEED'] ?? 11), tablets: 8, checkIns: 3000, kills: 60 }
  : { seed: 11, tablets: 5, checkIns: 500, kills: 4 };
const small: Plan = { seed: 23, tablets: 3, checkIns: 90, kills: 1 };

const faulty = (it: Verdict): boolean =>
  it.lost.length > 0 || it.doubled.length > 0 || it.shown < it.conflicts || it.unequal > 0;

/** What is read to be sent is gone, whether or not anybody heard it. */
const forgetsTooEarly = (store: OutboxStore): OutboxStore => ({
  ...store,
  first: async (limit) => {
    const found = await store.first(limit);
    await store.remove(found.map((it) => it.place));
    return found;
  },
});

/** In the order of the tablet's clock, which people set. */
const goesByTheClock = (store: OutboxStore): OutboxStore => ({
  ...store,
  first: async (limit) => {
    const all = await store.first({ ...limit, items: 1000 });
    return all.toSorted((a, b) => (a.item.id < b.item.id ? -1 : 1)).slice(0, limit.items);
  },
});

const faults: Record<string, Planted> = {
  'a tablet that says things again under new ids': { forgetsIds: true },
  'a queue that forgets before it is heard': { store: forgetsTooEarly },
  'a queue in the order of a clock': { store: goesByTheClock },
};

let verdict: Verdict | null = null;
let caught = 0;
afterAll(() => {
  if (verdict) console.info(soakLine(verdict, { caught, of: Object.keys(faults).length }));
});

test(`${plan.tablets} tablets and ${plan.checkIns} check-ins on bad lines: each arrives once, or is in front of a human`, async () => {
  verdict = await soak(plan);
  const { commands, lost, doubled, unequal, conflicts, shown, weather } = verdict;
  expect({ lost, doubled, unequal }).toEqual({ lost: [], doubled: [], unequal: 0 });
  expect(shown).toBe(conflicts);
  // There was something to survive.
  expect(commands).toBeGreaterThanOrEqual(plan.checkIns * 1.25);
  expect(conflicts).toBeGreaterThan(plan.checkIns / 20);
  // How often a line is cut goes by the minute, so a slow machine has less of it: each has some.
  expect(weather).toBeGreaterThan(plan.tablets * 2);
});

test.each(Object.entries(faults))('%s is caught', async (_name, planted) => {
  const found = await soak({ ...small, planted });
  expect(faulty(found)).toBe(true);
  caught += 1;
});
