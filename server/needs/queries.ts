import { sql } from 'drizzle-orm';
import { setting } from '../../db/schema/engine.ts';
import { defaultNeedClocks, needClocks, type NeedClocks } from '../../shared/needs.ts';
import type { Reader } from '../engine/deps.ts';

/** To be asked along with something else. */
export const clocksAsked = sql`(select value from ${setting} where key = 'needClocks')`;

export const clocksFrom = (kept: unknown): NeedClocks => (kept ? needClocks.parse(kept) : defaultNeedClocks);

/** How long each priority has, as the council has set it. */
export const clocksNow = async (reader: Reader): Promise<NeedClocks> => {
  const [found] = await reader.execute<{ clocks: unknown }>(sql`select ${clocksAsked} as clocks`);
  return clocksFrom(found?.clocks);
};
