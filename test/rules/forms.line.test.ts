import { beforeEach, describe, expect, test, vi } from 'vitest';
import { useSend } from '../../client/forms/useSend.ts';
import { NotSaved } from '../../client/data/notSaved.ts';
import { accepted, begin, contract, line, many, one, online, refused } from './support/formLine.ts';
import { drawn, mount } from './support/hooks.ts';

vi.mock('../../client/data/outbox.ts', async () => (await import('./support/formLine.ts')).outbox);
vi.mock('../../client/data/connection.ts', async () => ({ online: (await import('./support/formLine.ts')).online }));

beforeEach(begin);

describe('what was sent', () => {
  const use = (waits?: boolean) => mount(() => useSend(waits === undefined ? {} : { waits }));
  const send = ({ now }: ReturnType<typeof use>) => now.send(contract, { note: 'Mine', baseVersion: 1 });

  test('is saved once the signal goes, and from then on a refusal is raised for attention', async () => {
    const it = use();
    const got = send(it);
    await many(1);
    expect(one().left).toBe(0);
    online.value = false;
    expect(await got).toBe('saved');
    expect(one().left).toBe(1);
    await drawn(() => !it.now.busy);
    expect(it.now.last()).toBe('command 1');
  });

  test('that waits for its answer waits through lost signal', async () => {
    const it = use(true);
    const got = send(it);
    await many(1);
    online.value = false;
    one().answer(accepted);
    expect(await got).toEqual({ done: true });
    expect(one().left).toBe(0);
  });

  test('and is left before it is answered is raised for attention if it is refused', async () => {
    const it = use();
    void send(it);
    await many(1);
    await drawn(() => it.now.busy);
    await it.leave();
    expect(one().left).toBe(1);
  });

  test('by a form that was left while it was kept is raised for attention too', async () => {
    const it = use();
    await it.there();
    let kept = (): void => undefined;
    line.keeping = new Promise((resolve) => (kept = resolve));
    void send(it);
    await it.leave();
    expect(line.sent).toEqual([]);
    kept();
    await drawn(() => line.sent[0]?.left === 1);
  });

  test('that Haven would not take is not sent, and says what is wrong', async () => {
    line.wrong = [{ pointer: '/args/note', code: 'custom', detail: 'Not so' }];
    const it = use();
    expect(await send(it)).toBeNull();
    await drawn(() => it.now.refused !== null);
    expect([it.now.refused, it.now.busy, line.sent]).toEqual([{ problem: null, errors: line.wrong }, false, []]);
  });

  test('that could not be kept on this device says so; another failure is a defect', async () => {
    line.fails = new NotSaved('full');
    const it = use();
    expect(await send(it)).toBeNull();
    await drawn(() => it.now.refused !== null);
    expect(it.now.refused?.problem?.type).toBe('/problems/not-saved');
    expect(it.now.busy).toBe(false);
    line.fails = new Error('A defect');
    await expect(send(it)).rejects.toThrow('A defect');
  });

  test('again shows no refusal of before while it is on its way', async () => {
    const it = use();
    void send(it);
    await many(1);
    one().answer(refused('not-allowed-now'));
    await drawn(() => it.now.refused !== null);
    void send(it);
    await drawn(() => it.now.busy);
    expect(it.now.refused).toBeNull();
  });
});
