import { beforeEach, expect, test, vi } from 'vitest';
import type { Unlocking } from '../../client/session/unlock.ts';
import type { TabletUser } from '../../shared/tablets.ts';

const did = vi.hoisted(() => ({ tried: [] as unknown[][], says: [] as object[] }));
vi.mock('../../client/session/unlock.ts', () => ({
  unlock: async ({ userId }: TabletUser, ...pins: string[]) => {
    did.tried.push([userId, ...pins]);
    return did.says.shift() as Unlocking;
  },
}));
const { makeLock } = await import('../../client/screens/lock/model.ts');

const joan = { userId: 'joan', name: 'Joan P.' } as TabletUser;
const leon = { userId: 'leon', name: 'Leon A.' } as TabletUser;
const type = async ({ press, busy }: ReturnType<typeof makeLock>, digits: string): Promise<void> => {
  for (const it of digits) press(it);
  await expect.poll(() => busy.value).toBe(false);
};

beforeEach(() => Object.assign(did, { tried: [], says: [] }));

test('who is alone on the list is chosen; of several somebody has to be before anything is typed', async () => {
  expect(makeLock([joan]).user.value).toBe(joan);
  const lock = makeLock([joan, leon]);
  await type(lock, '274915');
  expect([lock.user.value, lock.digits.value, did.tried]).toEqual([null, '', []]);
  lock.choose(leon);
  did.says = [{ as: 'open' }];
  await type(lock, '274915');
  expect(did.tried).toEqual([['leon', '274915', undefined]]);
});

test('six digits are tried at once; after a wrong PIN none is left standing, and it says what is left', async () => {
  const lock = makeLock([joan]);
  await type(lock, '27491');
  expect(did.tried).toEqual([]);
  lock.back();
  expect(lock.digits.value).toBe('2749');
  did.says = [{ as: 'wrong', triesLeft: 3 }];
  await type(lock, '15');
  expect([lock.digits.value, lock.message.value?.tone]).toEqual(['', 'warn']);
  expect(lock.message.value?.text).toContain('3');
  lock.choose(joan);
  expect(lock.message.value).toBeNull();
});

test('a first PIN is changed for one of their own: another, hard to guess, typed twice alike', async () => {
  const lock = makeLock([joan]);
  did.says = [{ as: 'newPin' }];
  await type(lock, '381640');
  expect(lock.stage.value).toEqual({ as: 'choose', first: '381640' });
  for (const own of ['381640', '123456', '555555']) {
    await type(lock, own);
    expect([lock.stage.value.as, lock.message.value?.tone]).toEqual(['choose', 'warn']);
  }
  await type(lock, '274915');
  expect([lock.stage.value.as, lock.message.value]).toEqual(['repeat', null]);
  await type(lock, '274916');
  expect(lock.stage.value).toEqual({ as: 'choose', first: '381640' });
  did.says = [{ as: 'open' }];
  await type(lock, '274915');
  await type(lock, '274915');
  expect(did.tried.at(-1)).toEqual(['joan', '381640', '274915']);
});

test('locked out, it says so; who was never here is told to find signal', async () => {
  const lock = makeLock([joan]);
  did.says = [{ as: 'unseen' }, { as: 'refused', words: 'Your turn begins at 14:00' }, { as: 'lockedOut' }];
  await type(lock, '274915');
  expect(lock.message.value?.text).toMatch(/^Joan needs signal/);
  await type(lock, '274915');
  expect([lock.message.value?.text, lock.lockedOut.value]).toEqual(['Your turn begins at 14:00', false]);
  await type(lock, '274915');
  expect(lock.lockedOut.value).toBe(true);
});
