import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { PIN_TRIES } from '../../shared/tablets.ts';

interface Session {
  user: { userId: string; name: string };
  pin: string | null;
}
const did = vi.hoisted(() => ({ all: [] as string[] }));
const haven = vi.hoisted(() => ({
  view: null as unknown,
  refuses: {} as Record<string, { type: string; status?: number; offline?: boolean; more?: object }>,
}));
const vault = vi.hoisted(() => ({
  tries: { wrong: 0, untold: 0 },
  forgotten: false,
  opened: { as: 'unseen' } as object,
  kept: new Set<string>() as ReadonlySet<string>,
}));
const here = vi.hoisted(() => ({ session: null as unknown }));
const device = signal<unknown>(null);
const deviceState = signal('open');
const waiting = signal(0);
const online = signal(true);
const say = (what: string) => did.all.push(what);

vi.mock('../../client/data/api.ts', () => {
  class ApiProblem extends Error {
    body: object;
    offline: boolean;
    constructor({ type, status = 409, offline = false, more = {} }: (typeof haven.refuses)[string]) {
      super(type);
      this.body = { type: `/problems/${type}`, title: type, status, ...more };
      this.offline = offline;
    }
  }
  const ask = async () => {
    say('who am I');
    const no = haven.refuses['me'];
    if (no) throw new ApiProblem(no);
  };
  return { ApiProblem, ask, saysSignedOut: (it: Error) => it.message === 'not-signed-in' };
});
vi.mock('../../client/data/device.ts', () => ({
  device,
  deviceState,
  keepDevice: async (it: object) => void (device.value = it),
}));
vi.mock('../../client/data/outbox.ts', () => ({ flush: () => say('flush') }));
vi.mock('../../client/data/outboxState.ts', () => ({ waiting }));
vi.mock('../../client/data/connection.ts', () => ({ online }));
vi.mock('../../client/data/tabletApi.ts', async () => {
  const { ApiProblem } = (await import('../../client/data/api.ts')) as never as {
    ApiProblem: new (it: object) => Error;
  };
  const asks =
    (name: string, answer: () => unknown) =>
    async (...given: unknown[]) => {
      say([name, ...given.map((it) => JSON.stringify(it))].join(' '));
      const no = haven.refuses[name];
      if (no) throw new ApiProblem(no);
      return answer();
    };
  return {
    readView: asks('view', () => haven.view),
    report: asks('report', () => undefined),
    unlockOnline: asks('unlock', () => ({ secrets: 'secrets' })),
  };
});
vi.mock('../../client/data/vault.ts', () => ({
  tries: async () => vault.tries,
  clearTries: async () => void (vault.tries = { ...vault.tries, wrong: 0 }),
  takeTriesLeft: async (left: number) => void (vault.tries = { ...vault.tries, wrong: PIN_TRIES - left }),
  reportedTries: async (n: number) => void (vault.tries = { ...vault.tries, untold: vault.tries.untold - n }),
  touchContact: async () => say('heard'),
  isForgotten: async () => vault.forgotten,
  keepOnly: async (ids: ReadonlySet<string>) => void (vault.kept = ids),
  wipe: async () => say('wipe'),
  wrap: async (userId: string, pin: string) => say(`wrap ${userId} ${pin}`),
  unwrap: async () => vault.opened,
}));
vi.mock('../../client/session/tabletSession.ts', () => ({
  finishEnding: async () => undefined,
  lock: async (because?: string) => {
    say(`lock${because ? `: ${because}` : ''}`);
    here.session = null;
  },
  tabletSession: () => here.session,
  tabletSessionConfirmed: () => void (here.session = { ...(here.session as Session), pin: null }),
  openTabletSession: async (user: Session['user'], _secrets: string, pin: string | null) => {
    say(`open ${user.userId} ${pin ?? 'known to Haven'}`);
    here.session = { user, pin };
  },
}));

const { forgetIfSilent, listen, tabletSessionEnded } = await import('../../client/session/contact.ts');
const { unlock } = await import('../../client/session/unlock.ts');

const view = (more: object = {}) => ({
  state: 'open',
  hands: [{ userId: 'joan' }, { userId: 'leon' }],
  onSite: 12,
  clock: { now: '2026-11-19T07:42:00.000Z', rate: 1 },
  ...more,
});
const joan = { userId: 'joan', name: 'Joan P.' } as never;
const opened = (pin: string | null): void => void (here.session = { user: { userId: 'joan', name: 'Joan P.' }, pin });

beforeEach(async () => {
  haven.view = view();
  haven.refuses = {};
  Object.assign(vault, { tries: { wrong: 0, untold: 0 }, forgotten: false, opened: { as: 'unseen' } });
  device.value = { view: view(), ended: false };
  Object.assign(deviceState, { value: 'open' });
  online.value = true;
  waiting.value = 0;
  here.session = null;
  await listen();
  did.all = [];
});

describe('a tablet that is in touch', () => {
  test('tells how many wait only when that has changed, and wrong PINs until Haven knows them', async () => {
    await listen();
    waiting.value = 2;
    await listen();
    await listen();
    vault.tries = { wrong: 1, untold: 1 };
    await listen();
    await listen();
    expect(did.all.filter((it) => it.startsWith('report'))).toEqual(['report 2 0', 'report 2 1']);
  });

  test('keeps the keys of those who may use it, and locks whoever may not any more', async () => {
    opened(null);
    await listen();
    expect([[...vault.kept], did.all.includes('lock')]).toEqual([['joan', 'leon'], false]);
    haven.view = view({ hands: [{ userId: 'leon' }] });
    await listen();
    expect(did.all).toContain('lock');
    expect(did.all).not.toContain('wipe');
  });

  test('whose centre has closed is locked and emptied, and says why', async () => {
    opened(null);
    haven.view = view({ state: 'closed' });
    await listen();
    expect(did.all.slice(-2)).toEqual(['lock: This centre has closed. Give the tablet to the manager.', 'wipe']);
  });

  test('is free again once a manager has let it', async () => {
    vault.tries = { wrong: PIN_TRIES, untold: 0 };
    haven.view = view({ state: 'locked' });
    await listen();
    expect(vault.tries.wrong).toBe(PIN_TRIES);
    haven.view = view();
    await listen();
    expect(vault.tries.wrong).toBe(0);
    vault.tries = { wrong: 2, untold: 0 };
    await listen();
    expect(vault.tries.wrong).toBe(2);
  });

  test.each([
    ['device-ended', false],
    ['device-unknown', true],
  ])('of which Haven says "%s" is emptied, sends what it can, and asks no more', async (type, unknown) => {
    opened(null);
    haven.refuses = { view: { type } };
    await listen();
    expect(did.all.slice(-3)).toEqual(['lock', 'wipe', 'flush']);
    expect(device.value).toMatchObject({ ended: true, unknown, view: { hands: [], onSite: 0 } });
    expect(deviceState.value).toBe('ended');
    did.all = [];
    await listen();
    expect(did.all).toEqual([]);
  });

  test('of which Haven says something else goes on as it is', async () => {
    opened(null);
    haven.refuses = { view: { type: 'unreachable', offline: true } };
    await listen();
    expect(did.all).toEqual(['view']);
    expect(here.session).not.toBeNull();
  });

  test('forgets the names where it has heard nothing for too long, and says so', async () => {
    opened(null);
    await forgetIfSilent();
    expect(did.all).toEqual([]);
    vault.forgotten = true;
    await forgetIfSilent();
    expect(did.all).toEqual([expect.stringContaining('no signal for 12 hours'), 'wipe']);
  });
});

describe('a session that was opened without signal', () => {
  test('shows Haven its PIN once, and sends', async () => {
    opened('274915');
    await listen();
    await listen();
    expect(did.all.filter((it) => /unlock|flush/.test(it))).toEqual([
      'unlock {"userId":"joan","pin":"274915"}',
      'flush',
    ]);
  });

  test('is locked where the PIN has changed, and goes on where nobody can say yet', async () => {
    for (const it of [
      { type: 'unreachable', offline: true },
      { type: 'internal-error', status: 500 },
      { type: 'too-many-requests', status: 429 },
    ]) {
      opened('274915');
      haven.refuses = { unlock: it };
      await listen();
      expect(here.session).toMatchObject({ pin: '274915' });
    }
    haven.refuses = { unlock: { type: 'pin-refused' } };
    await listen();
    expect(did.all.at(-1)).toMatch(/^lock: Enter your PIN again/);
  });
});

describe('a session that Haven does not know', () => {
  test('is asked about before it is locked, and locked only if that is so', async () => {
    opened(null);
    await tabletSessionEnded();
    expect(here.session).not.toBeNull();
    for (const type of ['internal-error', 'not-signed-in']) {
      haven.refuses = { me: { type } };
      await tabletSessionEnded();
    }
    expect(did.all.filter((it) => it === 'lock')).toHaveLength(1);
    did.all = [];
    await tabletSessionEnded();
    expect(did.all).toEqual([]);
    // Haven cannot know of one that it has not been shown yet.
    opened('274915');
    haven.refuses = { unlock: { type: 'internal-error', status: 500 }, me: { type: 'not-signed-in' } };
    await tabletSessionEnded();
    expect(here.session).toMatchObject({ pin: '274915' });
  });
});

describe('a PIN', () => {
  test('that is right is kept under itself, or under the one it was changed for', async () => {
    vault.tries = { wrong: 2, untold: 0 };
    expect(await unlock(joan, '000111')).toEqual({ as: 'open' });
    expect(vault.tries.wrong).toBe(0);
    expect(did.all).toEqual(expect.arrayContaining(['heard', 'wrap joan 000111', 'open joan known to Haven']));
    await unlock(joan, '000111', '274915');
    expect(did.all).toContain('wrap joan 274915');
  });

  test.each([
    ['pin-refused', { triesLeft: 2 }, { as: 'wrong', triesLeft: 2 }],
    ['pin-refused', {}, { as: 'wrong', triesLeft: null }],
    ['new-pin-needed', {}, { as: 'newPin' }],
    ['device-locked', {}, { as: 'lockedOut' }],
    ['device-ended', {}, { as: 'ended' }],
    ['not-yet', { detail: 'Your turn begins at 14:00' }, { as: 'refused', words: 'Your turn begins at 14:00' }],
  ])('of which Haven says "%s" does not open it', async (type, more, outcome) => {
    haven.refuses = { unlock: { type, more } };
    expect(await unlock(joan, '274915')).toEqual(outcome);
    expect(did.all.some((it) => it.startsWith('open'))).toBe(false);
    expect(vault.tries.wrong).toBe('triesLeft' in more ? PIN_TRIES - 2 : 0);
  });

  test.each([
    ['there is no answer', { type: 'unreachable', offline: true }],
    ['Haven fails', { type: 'internal-error', status: 500 }],
  ])('is tried on the tablet itself where %s', async (_what, no) => {
    haven.refuses = { unlock: no };
    vault.opened = { as: 'open', secrets: 'secrets' };
    expect(await unlock(joan, '274915')).toEqual({ as: 'open' });
    expect(did.all.at(-1)).toBe('open joan 274915');
    // A new one cannot be chosen without Haven.
    expect(await unlock(joan, '000111', '274915')).toEqual({ as: 'unseen' });
  });

  test('is tried on the tablet first without signal, and by Haven where the tablet has never seen them', async () => {
    online.value = false;
    vault.opened = { as: 'wrong', triesLeft: 3 };
    expect(await unlock(joan, '274915')).toEqual({ as: 'wrong', triesLeft: 3 });
    expect(did.all).toEqual([]);
    vault.opened = { as: 'unseen' };
    expect(await unlock(joan, '274915')).toEqual({ as: 'open' });
  });

  test('is not tried at all after too many, until Haven has been asked', async () => {
    vault.tries = { wrong: PIN_TRIES, untold: 0 };
    haven.view = view({ state: 'locked' });
    expect(await unlock(joan, '274915')).toEqual({ as: 'lockedOut' });
    expect(did.all.some((it) => it.startsWith('unlock'))).toBe(false);
    haven.view = view();
    expect(await unlock(joan, '274915')).toEqual({ as: 'open' });
  });
});
