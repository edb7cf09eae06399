import { beforeEach, expect, test, vi } from 'vitest';

const store = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (key: string) => store.get(key) ?? null,
  setItem: (key: string, value: string) => void store.set(key, value),
});

const load = async () => {
  vi.resetModules();
  return import('../../client/data/wristband.ts');
};

beforeEach(() => store.clear());

test('a new tablet begins its sheet at one', async () => {
  const { nextOnThisDevice } = await load();
  expect(nextOnThisDevice('op', 'K', new Set())).toBe('K-001');
});

test('the next wristband is the one after the last this tablet used, also after a restart', async () => {
  const first = await load();
  first.rememberReference('op', 'K-040');
  expect(first.nextOnThisDevice('op', 'K', new Set())).toBe('K-041');
  const restarted = await load();
  expect(restarted.nextOnThisDevice('op', 'K', new Set())).toBe('K-041');
});

test('a number somebody wears already is passed over', async () => {
  const { nextOnThisDevice, rememberReference } = await load();
  rememberReference('op', 'K-040');
  expect(nextOnThisDevice('op', 'K', new Set(['K-041', 'K-042']))).toBe('K-043');
});

test('two operations, and two letters, count apart', async () => {
  const { nextOnThisDevice, rememberReference } = await load();
  rememberReference('op', 'K-040');
  expect(nextOnThisDevice('op', 'M', new Set())).toBe('M-001');
  expect(nextOnThisDevice('other', 'K', new Set())).toBe('K-001');
});

test('numbers past 999 have four digits, and the end of the sheet goes round to the first free one', async () => {
  const { nextReference } = await load();
  expect(nextReference('K', 999, new Set())).toBe('K-1000');
  expect(nextReference('K', 9999, new Set(['K-001']))).toBe('K-002');
});

test('a browser that refuses to store still counts on while the page is open', async () => {
  const { nextOnThisDevice, rememberReference } = await load();
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  });
  rememberReference('op', 'K-007');
  expect(nextOnThisDevice('op', 'K', new Set())).toBe('K-008');
});

const sheet = (first: number, last: number, marked: number[] = [], letter: string | null = 'K') => ({
  letter,
  first,
  last,
  marks: marked.map((number) => ({ number })),
});

test('printed wristbands are offered in order, past those that are worn, spoilt or missing', async () => {
  const { nextOnSheets, rememberReference } = await load();
  const sheets = [sheet(25, 48), sheet(3, 24, [4])];
  expect(nextOnSheets('op', sheets, new Set())).toBe('K-003');
  expect(nextOnSheets('op', sheets, new Set(['K-003']))).toBe('K-005');
  rememberReference('op', 'K-024');
  expect(nextOnSheets('op', sheets, new Set())).toBe('K-025');
  rememberReference('op', 'K-048');
  expect(nextOnSheets('op', sheets, new Set(['K-003']))).toBe('K-005');
  rememberReference('op', 'K-900');
  expect(nextOnSheets('op', [sheet(1, 1)], new Set(['K-001']))).toBeNull();
});

test('the next paper form is the lowest that nobody has keyed in', async () => {
  const { nextFree } = await load();
  const forms = [sheet(1, 3, [1], null)];
  expect(nextFree(forms, (it) => it === 2)).toBe(3);
  expect(nextFree(forms, () => true)).toBeNull();
});

test('a number pad begins with the letter most guests wear: in a hall without printed bands that is the tablet’s', async () => {
  const { mostWorn } = await load();
  expect(mostWorn([], 'S')).toBe('S');
  expect(mostWorn(['K-001', 'S-001', 'K-002'], 'S')).toBe('K');
});
