import { expect, test } from 'vitest';
import { progressNeed } from '../../shared/needs.ts';
import { archivePartner } from '../../shared/partners/contract.ts';
import {
  accepts,
  archive,
  as,
  eachWithABrowser,
  haven,
  load,
  noSignal,
  type Opened,
  problem,
  refuses,
  take,
  until,
} from './support/outboxPage.ts';
import { some } from '../support/some.ts';

eachWithABrowser();

test('a refusal is told to the form and leaves the device, as Haven keeps it', async () => {
  const { submit, pending, state } = await load();
  haven.answers = [refuses('stale-version'), accepts()];
  const first = await submit(progressNeed, take('first'));
  expect(await first.answer).toMatchObject({ ok: false, problem: { type: '/problems/stale-version' } });
  const second = await submit(progressNeed, take('second'));
  expect(await second.answer).toMatchObject({ ok: true });
  await until(() => state.waiting.value === 0);
  expect(pending.value).toEqual([]);
});

test('Haven hears which refusals an open form shows, and which nobody would see', async () => {
  const { submit } = await load();
  haven.answers = [noSignal, refuses('stale-version')];
  const shown = await submit(progressNeed, take('first'), { attended: true });
  await submit(progressNeed, take('second'));
  await until(() => haven.pushes.some((it) => it.items.length === 2 || it.items[0]?.id !== shown.id));
  expect(haven.pushes[0]?.attended).toEqual([shown.id]);
  for (const it of some(haven.pushes.filter((one) => one.items.some(({ id }) => id === shown.id))))
    expect(it.attended).toEqual([shown.id]);
});

test('a form left while its command was on the way has the refusal raised instead', async () => {
  const { submit, state } = await load();
  const form: { leave?: () => void } = {};
  const leaving = (items: Opened[]): Response => {
    form.leave?.();
    return refuses('stale-version')(items);
  };
  haven.answers = [noSignal, leaving, refuses('stale-version')];
  form.leave = (await submit(progressNeed, take('first'), { attended: true })).leave;
  await until(() => state.waiting.value === 0);
  expect(haven.pushes.map((it) => it.attended?.length ?? 0)).toEqual([1, 1, 0]);
});

test.each([
  ['taken', accepts(), { ok: true }],
  ['held for a manager', as((id) => ({ id, as: 'quarantined' })), { ok: false, problem: { status: 202 } }],
])('what was %s while its form was left is not handed in again', async (_what, says, told) => {
  const { submit, state } = await load();
  const form: { leave?: () => void } = {};
  const leaving = (items: Opened[]): Response => {
    form.leave?.();
    return says(items);
  };
  haven.answers = [noSignal, leaving, refuses('stale-version')];
  const { leave, answer } = await submit(progressNeed, take('first'), { attended: true });
  form.leave = leave;
  await until(() => state.waiting.value === 0);
  expect(haven.pushes).toHaveLength(2);
  expect(await answer).toMatchObject(told);
});

test('a refusal of no operation is listed on the device: tried again it is a new command, discarded it is gone', async () => {
  const { submit, retry, discard, pending } = await load();
  haven.answers = [refuses('stale-version')];
  const { id } = await submit(archivePartner, archive);
  await until(() => pending.value[0]?.state === 'refused');
  retry(id);
  await until(() => pending.value[0]?.state === 'refused' && pending.value[0].id !== id);
  discard(pending.value[0]?.id ?? '');
  expect(pending.value).toEqual([]);
});

test('tried again with two presses it is one new command', async () => {
  const { submit, retry, pending, state } = await load();
  haven.answers = [refuses('stale-version'), accepts()];
  const { id } = await submit(archivePartner, archive);
  await until(() => pending.value[0]?.state === 'refused');
  retry(id);
  retry(id);
  await until(() => pending.value.length === 0 && state.saving.value === 0 && state.waiting.value === 0);
  expect(new Set(haven.sent.map((it) => it.id)).size).toBe(2);
});

test('what no list of Haven shows is shown here, also after the page was closed', async () => {
  haven.answers = [noSignal];
  const before = await load();
  const { id } = await before.submit(archivePartner, archive);
  before.author.value = null;
  const unlisted = problem(409, 'already-exists');
  haven.answers = [as((it) => ({ id: it, as: 'refused', problem: unlisted, replay: true, listed: false }))];
  const { pending, state, retry, discard } = await load();
  await until(() => pending.value.length > 0 && state.waiting.value === 0);
  expect(pending.value).toMatchObject([{ id, state: 'refused', problem: unlisted }]);
  expect(pending.value[0]?.occurredAt.slice(0, 10)).toBe(new Date().toISOString().slice(0, 10));
  // What it said is sealed, so it cannot be said again from here.
  retry(id);
  expect(pending.value).toMatchObject([{ id, state: 'refused' }]);
  discard(id);
  expect(pending.value).toEqual([]);
});

test('an operation that could not be made is shown here, though it has an id', async () => {
  const { submit, pending } = await load();
  const unlisted = problem(409, 'already-exists');
  haven.answers = [as((id) => ({ id, as: 'refused', problem: unlisted, replay: false, listed: false }))];
  const { id } = await submit(progressNeed, take('first'));
  await until(() => pending.value[0]?.state === 'refused');
  expect(pending.value).toMatchObject([{ id, problem: unlisted }]);
});
