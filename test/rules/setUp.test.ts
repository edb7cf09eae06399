import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drawn, mount } from './support/hooks.ts';

interface Refusal {
  type: string;
  status?: number;
  offline?: boolean;
}
const haven = vi.hoisted(() => ({
  did: [] as string[],
  claims: 0,
  refuses: null as Refusal | null,
  asked: [] as { answer: (it: { state: string }) => void; fail: (it: Error) => void }[],
}));
const me = signal<object | null>(null);
const say = (what: string) => void haven.did.push(what);
vi.stubGlobal('location', { hash: '', pathname: '/set-up', href: 'https://haven.example/set-up' });
vi.mock('../../client/data/api.ts', () => {
  class ApiProblem extends Error {
    body: object;
    offline: boolean;
    constructor({ type, status = 409, offline = false }: Refusal) {
      super(type);
      this.body = { type: `/problems/${type}`, title: type, status };
      this.offline = offline;
    }
  }
  return { ApiProblem, order: async (path: string) => say(path) };
});
const { ApiProblem } = (await import('../../client/data/api.ts')) as never as {
  ApiProblem: new (it: Refusal) => Error;
};
vi.mock('../../client/session/session.ts', () => ({ me, leave: () => say('leave') }));
vi.mock('../../client/session/startTablet.ts', () => ({ becomeTablet: async () => say('become tablet') }));
vi.mock('../../client/data/tabletApi.ts', () => ({
  claim: async (code: string) => {
    if (haven.refuses) throw new ApiProblem(haven.refuses);
    haven.claims += 1;
    return { pairingId: `pairing ${haven.claims}`, claim: code, digits: '48' };
  },
  collect: () => new Promise((answer, fail) => void haven.asked.push({ answer, fail })),
  stop: async (pairingId: string) => say(`stop ${pairingId}`),
}));
const { useSetUp } = await import('../../client/screens/setUp/model.ts');

let page: ReturnType<typeof mount<ReturnType<typeof useSetUp>>>;
const CODE = 'MQR7K2XW4T';
const begun = async (): Promise<void> => {
  const before = haven.asked.length;
  await page.now.send(CODE);
  await drawn(() => haven.asked.length > before);
};
beforeEach(async () => {
  Object.assign(haven, { did: [], claims: 0, refuses: null, asked: [] });
  me.value = null;
  page = mount(useSetUp);
  await page.there();
});
afterEach(() => page.leave());

test('once the manager has said yes it is a tablet, and whoever was signed in on it is signed out first', async () => {
  me.value = { userId: 'meera' };
  await begun();
  haven.asked[0]?.answer({ state: 'done' });
  await drawn(() => haven.did.length === 3);
  expect(haven.did).toEqual(['/api/sign-out', 'leave', 'become tablet']);
});

test.each([
  ['refused', /pressed No/],
  ['ended', /Nobody pressed Yes/],
])('where the answer is "%s" it says so, and begins anew', async (state, words) => {
  await begun();
  haven.asked[0]?.answer({ state });
  await drawn(() => page.now.asking === null);
  expect([page.now.fault, page.now.code, haven.did]).toEqual([expect.stringMatching(words), '', []]);
});

type Late = (it: (typeof haven.asked)[number] | undefined) => void;
test.each<[string, Late]>([
  ['a refusal of', (it) => it?.fail(new ApiProblem({ type: 'pairing-refused' }))],
  ['an answer to', (it) => it?.answer({ state: 'ended' })],
])('%s what was stopped does not end what was begun since', async (_what, comes) => {
  await begun();
  await page.now.halt();
  await drawn(() => page.now.asking === null);
  expect([haven.did, page.now.fault]).toEqual([['stop pairing 1'], expect.stringMatching(/^Stopped/)]);
  await begun();
  comes(haven.asked[0]);
  await new Promise((resolve) => setImmediate(resolve));
  page.draw();
  expect([page.now.asking?.pairingId, page.now.fault]).toEqual(['pairing 2', null]);
});

test.each<[Refusal, RegExp]>([
  [{ type: 'unreachable', offline: true }, /^No signal/],
  [{ type: 'pairing-refused' }, /not right/],
  [{ type: 'too-many-requests', status: 429 }, /^Too many tries/],
])('a code that cannot be taken is said in words to act on: %o', async (refuses, words) => {
  haven.refuses = refuses;
  await page.now.send(CODE);
  await drawn(() => page.now.fault !== null);
  expect([page.now.fault, page.now.busy, page.now.asking]).toEqual([expect.stringMatching(words), false, null]);
});

test('what is no code is not sent', async () => {
  await page.now.send('MQR7');
  await drawn(() => page.now.fault !== null);
  expect([haven.claims, page.now.fault]).toEqual([0, 'Type the ten letters and digits of the code']);
});
