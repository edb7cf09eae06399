import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { forgetTyped } from '../../client/data/forgetting.ts';
import { begin, call, guest, mark, show, visit } from './support/rollCallRows.ts';

interface Sent {
  name: string;
  args: Record<string, unknown>;
}
const outbox = vi.hoisted(() => ({ sent: [] as Sent[], keeps: true, rights: [] as string[] }));
vi.mock('../../client/data/outbox.ts', () => ({
  trySubmit: async ({ name }: { name: string }, args: Sent['args']) => {
    if (!outbox.keeps) return null;
    outbox.sent.push({ name, args });
    return { id: `command ${outbox.sent.length}`, answer: new Promise(() => undefined), leave: () => undefined };
  },
}));
vi.mock('../../client/data/connection.ts', () => ({ online: signal(true), dataAge: signal(0) }));
vi.mock('../../client/session/session.ts', () => ({
  operationId: signal('op'),
  centreId: signal('wren'),
  sees: () => 'full',
  can: (right: string) => outbox.rights.includes(right),
}));

const { countHere } = await import('../../client/screens/rollCall/count.ts');
const actions = await import('../../client/screens/rollCall/actions.ts');

const all = () => {
  const { notSeen, seen, out } = countHere.value;
  return [...notSeen, ...seen, ...out];
};
const head = (id: string) => {
  const it = all().find((one) => one.id === id);
  if (!it) throw new Error(`${id} is not on the list`);
  return it;
};

beforeEach(() => {
  begin();
  Object.assign(outbox, { sent: [], keeps: true, rights: [] });
});

describe('whoever is ticked', () => {
  test('is marked in the roll call that runs, and the mark can be taken back for ten seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    show('person', guest(1));
    await actions.here(head('guest 1'));
    expect(outbox.sent).toMatchObject([
      {
        name: 'rollCalls.mark',
        args: { operationId: 'op', centreId: 'wren', rollCallId: 'call', subject: { kind: 'guest', id: 'guest 1' } },
      },
    ]);
    expect(actions.announced.value).toBe('K-001 marked as here');
    const markId = outbox.sent[0]?.args['markId'];
    await vi.advanceTimersByTimeAsync(9_900);
    expect([...actions.undoable.value]).toEqual([markId]);
    await vi.advanceTimersByTimeAsync(200);
    expect(actions.undoable.value.size).toBe(0);
    vi.useRealTimers();
  });

  test('and could not be kept is not said to be here', async () => {
    outbox.keeps = false;
    show('person', guest(1, { presence: 'temporarily_out' }));
    await actions.here(head('guest 1'));
    await actions.hereUnlisted('K-090');
    expect([actions.announced.value, actions.wereOut.value, actions.undoable.value.size]).toEqual(['', [], 0]);
  });

  test('and was out or missing is asked about, each in turn; nobody else is', async () => {
    show('person', guest(1), guest(2, { presence: 'temporarily_out' }), guest(3, { presence: 'missing' }));
    await actions.allHere(['guest 1', 'guest 2', 'guest 3'].map(head));
    expect(actions.wereOut.value.map((it) => it.id)).toEqual(['guest 2', 'guest 3']);
    actions.leaveAsIs(head('guest 2'));
    expect(actions.wereOut.value.map((it) => it.id)).toEqual(['guest 3']);
    await actions.bringBack(head('guest 3'));
    expect(outbox.sent.at(-1)).toMatchObject({
      name: 'people.setPresence',
      args: { personId: 'guest 3', to: 'on_site', baseVersion: 1 },
    });
    expect([actions.wereOut.value, actions.broughtBack.value]).toEqual([[], 'guest 3']);
    forgetTyped();
    expect(actions.broughtBack.value).toBeNull();
  });

  test('is taken back by this tablet’s own marks alone', async () => {
    show('person', guest(1));
    show('rollCallMark', mark('a', 'guest 1'), mark('b', 'guest 1', { countedBy: 'other tablet' }));
    await actions.takeBack(head('guest 1').marks, 'K-001');
    expect(outbox.sent).toMatchObject([{ name: 'rollCalls.unmark', args: { rollCallId: 'call', markId: 'a' } }]);
    expect(outbox.sent).toHaveLength(1);
    expect(actions.announced.value).toBe('K-001 not marked any more');
  });
});

describe('whoever cannot be found', () => {
  test('is reported missing once, from the version that was seen', async () => {
    show('person', guest(1), guest(2, { presence: 'missing' }));
    expect(['guest 1', 'guest 2'].map((id) => actions.isReported(head(id)))).toEqual([false, true]);
    expect(await actions.reportMissing(head('guest 2'))).toBe(true);
    expect(await actions.reportMissing(head('guest 1'))).toBe(true);
    expect(outbox.sent).toMatchObject([
      { args: { personId: 'guest 1', to: 'missing', note: 'Not seen in the roll call', baseVersion: 1 } },
    ]);
    outbox.keeps = false;
    show('person', guest(3));
    expect(await actions.reportMissing(head('guest 3'))).toBe(false);
    expect(actions.reportStanding(head('guest 3'))).toEqual({ as: 'untold' });
  });

  test('of the book is told of by name and organisation, and need not be reported again', async () => {
    show('visit', visit('Ben'));
    expect(actions.isReported(head('Ben'))).toBe(false);
    expect(await actions.reportMissing(head('Ben'))).toBe(true);
    expect(outbox.sent).toMatchObject([
      {
        name: 'needs.raise',
        args: { centreId: 'wren', kind: 'missing_person', note: 'Not seen in the roll call: Ben, Red Cross' },
      },
    ]);
    expect(actions.isReported(head('Ben'))).toBe(true);
    forgetTyped();
    expect(actions.isReported(head('Ben'))).toBe(false);
  });

  test('stands on the lead’s list once Haven has the need, whoever reported them', () => {
    show('person', guest(1, { presence: 'missing' }));
    const need = { operationId: 'op', centreId: 'wren', personId: 'guest 1', holder: null };
    const detail = (id: string, kind: string) => ({ id, kind }) as never;
    show('need', { ...need, id: 'a', state: 'open' } as never, { ...need, id: 'b', state: 'met' } as never);
    show('needDetail', detail('a', 'drink'), detail('b', 'missing_person'));
    expect(actions.reportStanding(head('guest 1'))).toEqual({ as: 'untold' });
    show('needDetail', detail('a', 'missing_person'));
    expect(actions.reportStanding(head('guest 1'))).toEqual({ as: 'listed' });
  });

  test('and of whom the police know stands in the log, or beside the need for whoever may not write there', async () => {
    show('person', guest(1));
    await actions.reportMissing(head('guest 1'));
    outbox.sent = [];
    expect(await actions.recordPoliceTold(head('guest 1'))).toBe(true);
    const words = 'The police have been told that K-001 is missing';
    expect(outbox.sent).toMatchObject([
      { name: 'needs.note', args: { needId: 'command 1', note: `${words}, Thu 19 Nov 09:30` } },
    ]);
    outbox.sent = [];
    outbox.rights = ['log.write'];
    expect(await actions.recordPoliceTold(head('guest 1'))).toBe(true);
    expect(outbox.sent).toMatchObject([{ name: 'log.write', args: { centreId: 'wren', text: words } }]);
    outbox.keeps = false;
    expect(await actions.recordPoliceTold(head('guest 1'))).toBe(false);
  });
});

test('it begins at the chosen centre, with where to meet if that was said, and the one that runs is ended', async () => {
  await actions.start('drill', ' ');
  await actions.start('fire', 'Car park');
  await actions.end(call);
  expect(outbox.sent).toMatchObject([
    { name: 'rollCalls.start', args: { operationId: 'op', centreId: 'wren', reason: 'drill' } },
    { args: { reason: 'fire', meetAt: 'Car park' } },
    { name: 'rollCalls.end', args: { rollCallId: 'call' } },
  ]);
  expect(outbox.sent[0]?.args).not.toHaveProperty('meetAt');
});
