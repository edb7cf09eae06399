import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { forgetTyped } from '../../client/data/forgetting.ts';
import { type PersonRow, presences } from '../../shared/people.ts';

interface Sent {
  name: string;
  args: Record<string, unknown>;
  options: { attended?: boolean } | undefined;
  left: boolean;
  hears: (answer: object) => void;
}
const outbox = vi.hoisted(() => ({ sent: [] as Sent[], keeps: true }));
const shown = signal(new Map<string, Partial<PersonRow>>());

vi.mock('../../client/data/outbox.ts', () => ({
  trySubmit: async (contract: { name: string }, args: Sent['args'], options?: Sent['options']) => {
    if (!outbox.keeps) return null;
    let hears: Sent['hears'] = () => {};
    const answer = new Promise((resolve) => (hears = resolve));
    const it: Sent = { name: contract.name, args, options, left: false, hears };
    outbox.sent.push(it);
    return { id: `command ${outbox.sent.length}`, answer, leave: () => void (it.left = true) };
  },
}));
vi.mock('../../client/data/store.ts', () => ({ byId: { person: shown } }));

const { changedHere, changePresence, lastSentOn, presenceChanged, undoChange } =
  await import('../../client/parts/people/presence.ts');

const guest = (id: string, over: Partial<PersonRow> = {}): PersonRow =>
  ({
    id,
    operationId: 'op',
    centreId: 'wren',
    reference: 'K-014',
    presence: 'on_site',
    zone: 'Hall A',
    rowVersion: 4,
    ...over,
  }) as PersonRow;
const stands = (id: string, rowVersion: number | null) =>
  (shown.value = new Map(rowVersion === null ? [] : [[id, { id, rowVersion }]]));
const refused = (problem: object) => ({ ok: false, problem });
const heard = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  forgetTyped();
  Object.assign(outbox, { sent: [], keeps: true });
  stands('a', 5);
});

describe('a change of where a guest is', () => {
  test.each(presences)(
    'to "%s" is sent from the version that was seen, and can be undone until somebody else changes them',
    async (to) => {
      await changePresence(guest('a'), to, { note: 'Said so' });
      expect(outbox.sent).toMatchObject([
        { name: 'people.setPresence', args: { operationId: 'op', personId: 'a', to, note: 'Said so', baseVersion: 4 } },
      ]);
      expect(changedHere('a')).toMatchObject({ to, commandId: 'command 1', version: 5, as: 'made' });
      expect(changedHere('b')).toBeNull();
      for (const other of [4, 6]) {
        stands('a', other);
        expect(changedHere('a')).toBeNull();
      }
      // Not shown here any more: nobody here can have changed them.
      stands('a', null);
      expect(changedHere('a')).toMatchObject({ to });
    },
  );

  test('that could not be kept on this device was not made', async () => {
    outbox.keeps = false;
    expect(await changePresence(guest('a'), 'temporarily_out')).toBeNull();
    expect(changedHere('a')).toBeNull();
  });

  test('is the last one of that guest, and gone once the tablet is passed on', () => {
    presenceChanged(guest('a'), 'temporarily_out', 'first');
    presenceChanged(guest('a', { rowVersion: 5, presence: 'temporarily_out' }), 'on_site', 'second');
    stands('a', 6);
    expect(changedHere('a')).toMatchObject({ commandId: 'second', version: 6 });
    forgetTyped();
    expect(changedHere('a')).toBeNull();
  });
});

describe('whoever was sent on last and is shown here no more', () => {
  test('is the latest of those sent on, and nobody who only went out, came back or was changed since', async () => {
    stands('out', 5);
    expect(lastSentOn()).toBeNull();
    presenceChanged(guest('one'), 'transferred', 'one');
    presenceChanged(guest('two'), 'transferred', 'two');
    presenceChanged(guest('out'), 'temporarily_out', 'out');
    expect(lastSentOn()).toMatchObject({ commandId: 'two' });
    stands('two', 7);
    expect(lastSentOn()).toMatchObject({ commandId: 'one' });
    await undoChange(lastSentOn() as never);
    expect(lastSentOn()).toBeNull();
  });
});

describe('an undo', () => {
  const undone = async (over: Partial<PersonRow> = {}) => {
    presenceChanged(guest('a', over), 'departed', 'the change');
    const change = changedHere('a');
    if (!change) throw new Error('nothing was changed');
    await undoChange(change);
    return change;
  };

  test('says what it undoes and how they were before, and makes one version more', async () => {
    await undone();
    const before = { to: 'on_site', zone: 'Hall A', centreId: 'wren' };
    const args = { operationId: 'op', personId: 'a', undoes: 'the change', ...before, baseVersion: 5 };
    expect(outbox.sent).toMatchObject([{ name: 'people.undoPresence', args, options: { attended: true } }]);
    stands('a', 6);
    expect(changedHere('a')).toMatchObject({ as: 'undone', version: 6 });
  });

  test('of somebody who was in no place says so', async () => {
    await undone({ zone: null });
    expect(outbox.sent[0]?.args['zone']).toBe('');
  });

  test('is sent once, however often it is pressed', async () => {
    await undone();
    stands('a', 6);
    await undoChange(changedHere('a') as never);
    expect(outbox.sent).toHaveLength(1);
  });

  test('that could not be kept leaves the change as it was', async () => {
    outbox.keeps = false;
    await undone();
    expect(changedHere('a')).toMatchObject({ as: 'made', version: 5 });
  });

  test('that is refused says why, whatever version the guest has by then', async () => {
    for (const [problem, why] of [
      [{ title: 'Not now', detail: 'Someone has changed K-014 since' }, 'Someone has changed K-014 since'],
      [{ title: 'Not now' }, 'Not now'],
    ] as const) {
      stands('a', 5);
      await undone();
      outbox.sent.at(-1)?.hears(refused(problem));
      await heard();
      stands('a', 9);
      expect(changedHere('a')).toMatchObject({ as: 'kept', why });
    }
  });

  test('that holds stays said, and a refusal says nothing of a change that came after it', async () => {
    await undone();
    outbox.sent[0]?.hears({ ok: true });
    await heard();
    stands('a', 6);
    expect(changedHere('a')).toMatchObject({ as: 'undone' });
    stands('a', 5);
    await undone();
    presenceChanged(guest('a', { rowVersion: 6 }), 'temporarily_out', 'a later one');
    outbox.sent[1]?.hears(refused({ title: 'Not now' }));
    await heard();
    stands('a', 7);
    expect(changedHere('a')).toMatchObject({ commandId: 'a later one', as: 'made' });
  });

  test('whose tablet is passed on before it is answered waits under "needs attention"', async () => {
    await undone();
    expect(outbox.sent[0]?.left).toBe(false);
    forgetTyped();
    expect(outbox.sent[0]?.left).toBe(true);
  });
});
