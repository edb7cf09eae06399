import { eq } from 'drizzle-orm';
import { setting } from '../../db/schema/engine.ts';
import { defaultNeedClocks, needClocks, type NeedClocks } from '../../shared/needs.ts';
import type { Reader } from '../engine/deps.ts';

/** How long each priority has, as the council has set it. */
export const clocksNow = async (reader: Reader): Promise<NeedClocks> => {
  const [kept] = await reader.select({ value: setting.value }).from(setting).where(eq(setting.key, 'needClocks'));
  return kept ? needClocks.parse(kept.value) : defaultNeedClocks;
};
