import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Sends, ToSend } from '../../client/forms/toSend.ts';
import { useForm } from '../../client/forms/useForm.ts';
import type { Contract } from '../../shared/contract.ts';
import { accepted, begin, contract, line, many, one, online, refused } from './support/formLine.ts';
import { drawn, mount } from './support/hooks.ts';

vi.mock('../../client/data/outbox.ts', async () => (await import('./support/formLine.ts')).outbox);
vi.mock('../../client/data/connection.ts', async () => ({ online: (await import('./support/formLine.ts')).online }));

interface Draft {
  note: string;
  place: string;
}
const other = { name: 'notes.file' } as Contract;
const sends =
  (of = contract): Sends<Draft, ToSend> =>
  ({ note }, baseVersion) => ({ contract: of, args: { note, baseVersion } });
let row: { version: number; note: string };
const open = (more: Partial<Parameters<typeof useForm<Draft, ToSend>>[0]> = {}) => {
  const done = vi.fn<(answer: unknown, draft: Draft, id: string | null) => void>();
  const form = mount(() => {
    const made = useForm<Draft, ToSend>({
      version: row.version,
      draft: () => ({ note: row.note, place: '' }),
      sends: sends(),
      onDone: done,
      ...more,
    });
    made.field('note', 'the-note');
    made.field('place', 'the-place');
    return made;
  });
  const type = async (change: Partial<Draft>): Promise<void> => {
    form.now.set(change);
    await drawn(() => Object.entries(change).every(([key, it]) => form.now.draft[key as keyof Draft] === it));
  };
  return { form, done, type };
};
/** Somebody else changes the row that is shown. */
const changes = (version: number, note: string, { form }: ReturnType<typeof open>): void => {
  row = { version, note };
  form.draw();
};

beforeEach(() => {
  begin();
  row = { version: 4, note: 'As it was' };
});

describe('which version a form says it changes', () => {
  test('is the one that is shown, as long as nobody has typed', async () => {
    const it = open();
    changes(5, 'Theirs', it);
    expect(it.form.now.draft.note).toBe('Theirs');
    void it.form.now.submit();
    await many(1);
    expect(one().args).toEqual({ note: 'Theirs', baseVersion: 5 });
  });

  test('is the one that stood there when typing began, whoever changes it meanwhile', async () => {
    const it = open();
    it.form.now.field('note', 'the-note').onInput('Mine');
    await drawn(() => it.form.now.draft.note === 'Mine');
    changes(5, 'Theirs', it);
    await it.type({ note: 'Mine too' });
    void it.form.now.submit();
    await many(1);
    expect(one().args).toEqual({ note: 'Mine too', baseVersion: 4 });
  });

  test('is the one that stood there when it was opened, where the row is not shown', async () => {
    const it = open({ from: 'open' });
    changes(5, 'Theirs', it);
    void it.form.now.submit();
    await many(1);
    expect(one().args.baseVersion).toBe(4);
  });

  test('is what is shown now once it was told that it came too late, and not after any other refusal', async () => {
    for (const [type, next] of [
      ['stale-version', 5],
      ['not-allowed-now', 4],
    ] as const) {
      Object.assign(line, { sent: [] });
      row = { version: 4, note: 'As it was' };
      const it = open();
      await it.type({ note: 'Mine' });
      void it.form.now.submit();
      await many(1);
      changes(5, 'Theirs', it);
      one().answer(refused(type));
      await drawn(() => it.form.now.refused !== null);
      void it.form.now.submit();
      await many(2);
      expect(one().args).toEqual({ note: 'Mine', baseVersion: next });
    }
  });

  test('begins anew once it is sent: what is typed next starts from what stands then', async () => {
    const it = open();
    it.form.now.field('note', 'the-note').onInput('Mine');
    await drawn(() => it.form.now.draft.note === 'Mine');
    void it.form.now.submit();
    await many(1);
    one().answer(accepted);
    await drawn(() => it.done.mock.calls.length === 1);
    changes(5, 'Mine', it);
    await it.type({ note: 'More' });
    void it.form.now.submit();
    await many(2);
    expect(one().args).toEqual({ note: 'More', baseVersion: 5 });
  });
});

describe('a form that is pressed', () => {
  test('tells what came of it, of what was typed, and by which command; then it shows what stands', async () => {
    const { form, done, type } = open();
    await type({ note: 'Mine' });
    void form.now.submit();
    await many(1);
    expect(one().options).toEqual({ attended: true });
    one().answer(accepted);
    await drawn(() => form.now.sent === 1);
    expect(done.mock.calls).toEqual([[{ done: true }, { note: 'Mine', place: '' }, 'command 1']]);
    expect(form.now.draft.note).toBe('As it was');
    expect(form.now.isSent()).toBe(false);
  });

  test('twice sends once, and again only when the first has ended', async () => {
    const { form } = open();
    void form.now.submit();
    void form.now.submit();
    await many(1);
    await drawn(() => form.now.busy);
    await form.now.submit();
    expect(line.sent).toHaveLength(1);
  });

  test('with nothing to send is done, by no command', async () => {
    const { form, done } = open({ sends: () => null });
    await form.now.submit();
    expect(done.mock.calls).toEqual([[null, { note: 'As it was', place: '' }, null]]);
    expect(line.sent).toEqual([]);
    void form.now.submit(sends(), () => ({}));
    await many(1);
    one().answer(accepted);
    await drawn(() => done.mock.calls.length === 2);
    await form.now.submit();
    expect(done.mock.calls.map(([, , id]) => id)).toEqual([null, 'command 1', null]);
  });

  test('sends several one after the other, and stops at the first that is refused', async () => {
    const { form, done } = open({ sends: [sends(), sends(other)] });
    void form.now.submit();
    await many(1);
    one().answer(accepted);
    await many(2);
    expect(line.sent.map((it) => it.name)).toEqual(['notes.keep', 'notes.file']);
    one().answer(refused('not-allowed-now'));
    await drawn(() => form.now.refused !== null);
    expect(done).not.toHaveBeenCalled();
    void form.now.submit();
    await many(3);
    one().answer(refused('not-allowed-now'));
    await drawn(() => !form.now.busy);
    expect(line.sent).toHaveLength(3);
  });

  test('finds its own faults before anything is sent, says them at their fields, and no longer once they are mended', async () => {
    const faults = ({ note }: Draft) => ({ note: note === '' && 'Say something', place: 'Say where' });
    const { form, type } = open({ faults });
    await type({ note: '' });
    await form.now.submit();
    expect(line.sent).toEqual([]);
    await drawn(() => form.now.tries === 1);
    expect(form.now.error('note', 'the-note')).toBe('Say something');
    // Whoever is typing at it is not told at each letter; the list above still names it.
    form.now.field('note', 'the-note').onInput('');
    await drawn(() => form.now.error('note', 'the-note') === undefined);
    expect(form.now.left.map((it) => it.name)).toEqual(['note', 'place']);
    expect(form.now.faults.map((it) => [it.name, it.id])).toEqual([
      ['note', 'the-note'],
      ['place', 'the-place'],
    ]);
    await type({ note: 'Mine' });
    expect([form.now.error('note', 'the-note'), form.now.error('place', 'the-place')]).toEqual([
      undefined,
      'Say where',
    ]);
    expect(form.now.left.map((it) => it.name)).toEqual(['place']);
  });

  test('shows no older refusal beside a fault of its own, and none once something was changed', async () => {
    let strict = false;
    const { form, type } = open({ faults: () => ({ note: strict && 'Say something' }) });
    void form.now.submit();
    await many(1);
    one().answer(refused('not-allowed-now'));
    await drawn(() => form.now.refused !== null);
    strict = true;
    await form.now.submit();
    await drawn(() => form.now.refused === null);
    strict = false;
    void form.now.submit();
    await many(2);
    one().answer(refused('not-allowed-now'));
    await drawn(() => form.now.refused !== null);
    await type({ place: 'Hall A' });
    expect(form.now.refused).toBeNull();
  });

  test('says at its field what Haven refused there, in its own words where it has some', async () => {
    const errors = [{ pointer: '/args/note', code: 'too_big', detail: 'Too long' }];
    const { form } = open({ inWords: ({ text }) => `${text}: shorten it` });
    void form.now.submit();
    await many(1);
    one().answer(refused('invalid-fields', errors));
    await drawn(() => form.now.faults.length === 1);
    expect(form.now.error('note', 'the-note')).toBe('Too long: shorten it');
    expect(form.now.refused).toBeNull();
  });

  test('what was typed while it was on its way is no answer to its refusal', async () => {
    const errors = [{ pointer: '/args/note', code: 'too_big', detail: 'Too long' }];
    const { form, type } = open();
    void form.now.submit();
    await many(1);
    await type({ note: 'Meanwhile' });
    one().answer(refused('invalid-fields', errors));
    await drawn(() => form.now.faults.length === 1);
    await expect.poll(() => form.now.error('note', 'the-note')).toBe('Too long');
  });

  test('may be sent by another button, that needs less', async () => {
    const { form } = open({ faults: () => ({ note: 'Say something' }) });
    void form.now.submit(sends(other), () => ({}));
    await many(1);
    expect(one().name).toBe('notes.file');
  });

  test('waits for signal where it cannot be kept, and is free again with it', async () => {
    online.value = false;
    const { form } = open({ needsSignal: true });
    expect(form.now.busy).toBe(true);
    await form.now.submit();
    expect(line.sent).toEqual([]);
    online.value = true;
    await drawn(() => !form.now.busy);
  });

  test('is free without signal where it can be kept, and says that it waits only where it stays for the answer', async () => {
    for (const waits of [true, false]) {
      Object.assign(line, { sent: [] });
      online.value = true;
      const { form } = open({ waits });
      void form.now.submit();
      await many(1);
      await drawn(() => form.now.busy);
      expect(form.now.waiting).toBe(false);
      online.value = false;
      await drawn(() => form.now.waiting === waits && form.now.busy === waits);
    }
    expect(open().form.now.busy).toBe(false);
  });

  test('holds much once a sentence is typed, beside what stood there before', async () => {
    row.note = 'A sentence that has stood there since the day before yesterday';
    const { form, type } = open();
    expect(form.now.much).toBe(false);
    await type({ place: 'In the quiet room, behind the curtain' });
    expect(form.now.much).toBe(true);
  });
});
