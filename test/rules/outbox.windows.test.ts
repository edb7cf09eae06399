import { expect, test, vi } from 'vitest';
import { progressNeed } from '../../shared/needs.ts';
import { eachWithABrowser, haven, load, needId, noSignal, take, until } from './support/outboxPage.ts';

const id = '0193e0a0-0000-7000-8000-0000000000aa';
vi.mock('../../client/data/ids.ts', () => ({ newId: () => id }));
eachWithABrowser();

/** What other windows of this browser say. */
const windows = () => {
  const heard: ((event: { data: object[] }) => void)[] = [];
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      postMessage = () => undefined;
      addEventListener = (_type: string, run: (event: { data: object[] }) => void) => void heard.push(run);
    },
  );
  return (...answers: object[]) => heard.forEach((run) => run({ data: answers }));
};
const accepted = { id, as: 'accepted', seq: 4, result: { needId, rowVersion: 2 }, replay: false };

test('a command that another window has sent before this one knows that it is kept is not shown as waiting', async () => {
  const say = windows();
  haven.answers = [noSignal];
  const { submit, pending } = await load();
  const kept = vi.fn<(it: string) => void>();
  const saying = submit(progressNeed, take('first'), { kept });
  say(accepted);
  const { answer } = await saying;
  expect([pending.value, kept.mock.calls]).toEqual([[], [[id]]]);
  expect(await answer).toMatchObject({ ok: true, seq: 4 });
});

test('an answer that another window heard reaches the form in this one', async () => {
  const say = windows();
  haven.answers = [noSignal];
  const { submit, pending } = await load();
  const { answer } = await submit(progressNeed, take('first'));
  expect(pending.value).toMatchObject([{ id, state: 'waiting' }]);
  say(accepted);
  await until(() => pending.value.length === 0);
  expect(await answer).toMatchObject({ ok: true, result: { rowVersion: 2 } });
});
