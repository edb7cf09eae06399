import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';
import type { CentreRow, ReadinessItem } from '../../shared/centres.ts';
import { begin, line, many, one, refused } from './support/formLine.ts';
import { drawn, mount } from './support/hooks.ts';

vi.mock('../../client/data/outbox.ts', async () => (await import('./support/formLine.ts')).outbox);
vi.mock('../../client/data/connection.ts', async () => ({ online: (await import('./support/formLine.ts')).online }));
const centre = signal<CentreRow | null>(null);
vi.mock('../../client/parts/centres/here.ts', () => ({ centreHere: centre }));
const { useTicks } = await import('../../client/screens/control/useTicks.ts');

const stands = (rowVersion: number, ready: CentreRow['ready']): void =>
  void (centre.value = { id: 'wren', operationId: 'op', rowVersion, ready } as CentreRow);
const [first, second] = ['food', 'heating'] as never as [ReadinessItem, ReadinessItem];

beforeEach(() => {
  begin();
  stands(4, {});
});

test('ticks show at once and go one after the other, each from the version the last one made', async () => {
  const page = mount(useTicks);
  await page.there();
  page.now.tick(first as never, true);
  page.now.tick(second as never, true);
  await drawn(() => page.now.ticked(first) && page.now.ticked(second));
  await many(1);
  expect(one().args).toMatchObject({ centreId: 'wren', baseVersion: 4, ready: { food: true } });
  one().answer({ ok: true, seq: 1, result: { rowVersion: 5 } });
  await many(2);
  expect(one().args).toMatchObject({ baseVersion: 5, ready: { heating: true } });
  one().answer(refused('stale-version'));
  await drawn(() => page.now.refused !== null);
  // What was refused is not shown as ticked; what Haven has taken is, before its row has come.
  expect([page.now.ticked(first), page.now.ticked(second)]).toEqual([true, false]);
  stands(7, { food: true } as never);
  await drawn(() => page.now.ticked(first));
  page.now.tick(first as never, false);
  await many(3);
  expect(one().args).toMatchObject({ baseVersion: 7, ready: { food: false } });
  expect(page.now.ticked(first)).toBe(false);
  one().answer(refused('not-allowed-now'));
  await drawn(() => page.now.ticked(first));
  expect(line.sent).toHaveLength(3);
});
