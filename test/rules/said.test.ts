import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { forgetTyped } from '../../client/data/forgetting.ts';
import { isOpenNeed, needMayBecome, type NeedRow, needStates } from '../../shared/needs.ts';
import { some } from '../support/some.ts';

interface Sent {
  args: Record<string, unknown>;
  options: { attended?: boolean } | undefined;
  hears: (answer: object) => void;
}
const outbox = vi.hoisted(() => ({ sent: [] as Sent[], keeps: true, pulled: [] as (() => void)[], pulls: 0 }));
const needs = signal(new Map<string, Partial<NeedRow>>());
const details = signal(new Map([['a', { id: 'a', kind: 'drink' }]]));
const people = signal(new Map([['k14', { id: 'k14', reference: 'K-014', language: 'vi', zone: null }]]));

vi.mock('../../client/data/outbox.ts', () => ({
  trySubmit: async (_contract: object, args: Sent['args'], options?: Sent['options']) => {
    if (!outbox.keeps) return null;
    let hears: Sent['hears'] = () => {};
    const answer = new Promise((resolve) => (hears = resolve));
    outbox.sent.push({ args, options, hears });
    return { id: 'command', answer, leave: () => {} };
  },
}));
vi.mock('../../client/data/sync.ts', () => ({
  pull: async () => {
    outbox.pulls += 1;
    outbox.pulled.shift()?.();
  },
}));
vi.mock('../../client/data/store.ts', () => ({ byId: { need: needs, needDetail: details, person: people } }));

const { argsFor, said, sayEnded, takeBack, takenWords } = await import('../../client/parts/needs/said.ts');
const { finish, handBack, take } = await import('../../client/screens/tasks/actions.ts');

const need = (over: Partial<NeedRow> = {}): NeedRow =>
  ({
    id: 'a',
    operationId: 'op',
    centreId: 'wren',
    personId: 'k14',
    compartment: 'welfare',
    priority: 'P2',
    state: 'accepted',
    holder: 'Meera S.',
    holderId: 'meera',
    rowVersion: 3,
    ...over,
  }) as NeedRow;
const heldBy = (holder: string | null) => () => void (needs.value = new Map([['a', { id: 'a', holder }]]));
const heard = () => new Promise((resolve) => setTimeout(resolve));
const stale = { type: '/problems/stale-version', title: 'Changed', status: 409 };

beforeEach(() => {
  Object.assign(outbox, { sent: [], keeps: true, pulled: [], pulls: 0 });
  needs.value = new Map();
  said.value = null;
});

test('a step is sent from the version that is shown, with a note where there is one', () => {
  const args = { operationId: 'op', needId: 'a', to: 'met', baseVersion: 3 };
  expect([argsFor(need(), 'met'), argsFor(need(), 'met', '  ')]).toEqual([args, args]);
  expect(argsFor(need(), 'met', 'None left')).toEqual({ ...args, note: 'None left' });
});

describe('what is said once a need has ended', () => {
  test.each(needStates)('from "%s" can be taken back where it may become that again', (was) => {
    for (const to of ['met', 'declined'] as const) {
      sayEnded(need({ state: was }), to);
      expect(said.value?.undo?.state).toBe(needMayBecome(to, was) ? was : undefined);
    }
  });

  test('is what ended and whose, and of no other step anything', () => {
    sayEnded(need(), 'met');
    expect(said.value?.words).toBe('Done: Drink, K-014. Saved on this device.');
    sayEnded(need({ personId: null }), 'declined');
    expect(said.value?.words).toBe('Thank you. Drink: we will offer again next shift.');
    said.value = null;
    for (const to of some(needStates.filter((it) => it !== 'met' && it !== 'declined'))) sayEnded(need(), to);
    expect(said.value).toBeNull();
  });

  test('is read by nobody to whom the tablet is passed on', () => {
    sayEnded(need(), 'met');
    forgetTyped();
    expect(said.value).toBeNull();
  });
});

describe('taking back', () => {
  test.each(needStates.filter((it) => isOpenNeed(it)))(
    'goes to "%s", from the version that the end has made',
    async (state) => {
      void takeBack(need({ state }));
      await heard();
      const args = { operationId: 'op', needId: 'a', to: state, baseVersion: 4 };
      expect(outbox.sent).toMatchObject([{ args, options: { attended: true } }]);
      expect(said.value?.words).toBe(
        state === 'open' ? 'Taken back. It waits again.' : 'Taken back. It is in hand again.',
      );
    },
  );

  test('that is refused says so, and why', async () => {
    for (const [problem, words] of [
      [{ ...stale, detail: 'Leon A. changed this first' }, 'Not taken back. Leon A. changed this first'],
      [stale, 'Not taken back. Changed'],
    ] as const) {
      const done = takeBack(need());
      await heard();
      outbox.sent.at(-1)?.hears({ ok: false, problem });
      await done;
      expect(said.value).toEqual({ words });
    }
  });

  test('that could not be kept says nothing', async () => {
    outbox.keeps = false;
    await takeBack(need());
    expect(said.value).toBeNull();
  });
});

describe('a task', () => {
  test('that is taken says nothing but that somebody was quicker', async () => {
    await take(need({ state: 'open', holder: null, holderId: null }));
    expect(outbox.sent).toMatchObject([{ args: { to: 'accepted', baseVersion: 3 }, options: { attended: true } }]);
    outbox.sent[0]?.hears({ ok: true });
    await heard();
    expect(said.value).toBeNull();
    heldBy('Leon A.')();
    await take(need({ state: 'open' }));
    outbox.sent[1]?.hears({ ok: false, problem: stale });
    await expect.poll(() => said.value).toEqual({ words: 'Taken by Leon A.' });
  });

  test('whose holder is heard of after the refusal is asked for twice at most', async () => {
    outbox.pulled = [heldBy(null), heldBy('Leon A.')];
    expect(await takenWords(need(), stale)).toBe('Taken by Leon A.');
    expect(outbox.pulls).toBe(2);
    heldBy(null)();
    expect(await takenWords(need(), { ...stale, detail: 'Someone changed this first' })).toBe(
      'Someone changed this first',
    );
    expect(outbox.pulls).toBe(4);
  });

  test('refused for another reason is not said to be taken', async () => {
    heldBy('Leon A.')();
    expect(await takenWords(need(), { ...stale, type: '/problems/not-found', title: 'Not found' })).toBe('Not found');
    expect(outbox.pulls).toBe(0);
  });

  test('that is finished says so once it is kept, and what was said before goes', async () => {
    said.value = { words: 'Before' };
    outbox.keeps = false;
    await finish(need(), 'met');
    expect(said.value).toBeNull();
    outbox.keeps = true;
    await finish(need(), 'declined');
    expect(outbox.sent).toMatchObject([{ args: { to: 'declined', baseVersion: 3 } }]);
    expect(said.value).toMatchObject({ undo: { state: 'accepted' } });
  });

  test('that is handed back goes back with a word on why, and says when anyone can take it', async () => {
    const done = 'Handed back. Anyone can take it now.';
    await handBack(need(), 'Not possible: no key');
    expect(outbox.sent).toMatchObject([{ args: { to: 'open', note: 'Not possible: no key', baseVersion: 3 } }]);
    expect(said.value).toEqual({ words: 'Handed back. Saved on this device.' });
    outbox.sent[0]?.hears({ ok: true });
    await heard();
    expect(said.value).toEqual({ words: done });
    await handBack(need(), '');
    outbox.sent[1]?.hears({ ok: false, problem: stale });
    await heard();
    expect(said.value).toEqual({ words: 'Handed back. Saved on this device.' });
    // What has been said since is not written over.
    await handBack(need(), '');
    said.value = { words: 'Something else' };
    outbox.sent[2]?.hears({ ok: true });
    await heard();
    expect(said.value).toEqual({ words: 'Something else' });
    outbox.keeps = false;
    await handBack(need(), '');
    expect(said.value).toBeNull();
  });
});
