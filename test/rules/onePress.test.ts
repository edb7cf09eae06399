import { expect, it } from 'vitest';
import { makePress } from '../../client/ui/onePress.ts';

/** A hand at a list whose rows move, with time that passes when it is told to. */
const hand = () => {
  let timers: { at: number; run: () => void }[] = [];
  let now = 0;
  let held = false;
  const press = makePress({
    after: (ms, run) => void timers.push({ at: now + ms, run }),
    show: (on) => (held = on),
  });
  const pass = (ms: number) => {
    now += ms;
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    for (const { run } of due) run();
  };
  return { press, pass, held: () => held };
};

it('takes the first of two presses, and not the one that meets whoever has moved up', async () => {
  const { press, pass, held } = hand();
  const done: string[] = [];
  await press(async () => done.push('K-001'));
  expect(held()).toBe(true);
  await press(async () => done.push('K-002, a child'));
  expect(done).toEqual(['K-001']);
  pass(400);
  expect(held()).toBe(false);
  await press(async () => done.push('K-003'));
  expect(done).toEqual(['K-001', 'K-003']);
});

it('takes no second press while the first has not been answered', async () => {
  const { press, pass } = hand();
  const done: string[] = [];
  let answer = (): void => undefined;
  const first = press(async () => new Promise<void>((resolve) => (answer = resolve)));
  pass(1_500);
  await press(async () => done.push('K-002'));
  expect(done).toEqual([]);
  answer();
  await first;
  await press(async () => done.push('K-002'));
  pass(400);
  await press(async () => done.push('K-003'));
  expect(done).toEqual(['K-003']);
});

it('gives the other buttons back where an answer never comes, and where it was a defect', async () => {
  const { press, pass, held } = hand();
  void press(async () => new Promise(() => undefined));
  pass(2_000);
  expect(held()).toBe(false);
  await expect(press(async () => Promise.reject(new Error('a defect')))).rejects.toThrow('a defect');
  pass(400);
  expect(held()).toBe(false);
});

it('lets the end of an old press end no newer one', async () => {
  const { press, pass, held } = hand();
  await press(async () => undefined);
  pass(1_900);
  void press(async () => new Promise(() => undefined));
  // The longest that the first would have been waited for.
  pass(100);
  expect(held()).toBe(true);
});
