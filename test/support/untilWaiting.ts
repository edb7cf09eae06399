import { expect, vi } from 'vitest';
import type { Deps } from '../../server/engine/deps.ts';
import { STANDSTILL_MS } from './patience.ts';

/** Until so many transactions of this database wait for a lock that another one holds. */
export const untilWaiting = ({ sql }: Deps, count: number): Promise<void> =>
  vi.waitFor(async () => {
    const [told] = await sql<{ n: number }[]>`
      select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    expect(told?.n).toBeGreaterThanOrEqual(count);
  }, STANDSTILL_MS);
