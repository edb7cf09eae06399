import { eq } from 'drizzle-orm';
import { setting } from '../../db/schema/engine.ts';
import {
  defaultTabletRules,
  settingDefaults,
  settingKeys,
  settingView,
  tabletRules,
  type SettingView,
  type TabletRules,
} from '../../shared/settings/contract.ts';
import { capacityRules, defaultCapacityRules, type CapacityRules } from '../../shared/venues/capacity.ts';
import type { Reader } from '../engine/deps.ts';

/** How places are counted and sizes named, as the council has set it. */
export const rulesNow = async (reader: Reader): Promise<CapacityRules> => {
  const [kept] = await reader.select({ value: setting.value }).from(setting).where(eq(setting.key, 'capacityRules'));
  return kept ? capacityRules.parse(kept.value) : defaultCapacityRules;
};

export const listSettings = async (reader: Reader): Promise<SettingView[]> => {
  const kept = new Map((await reader.select().from(setting)).map((row) => [row.key, row]));
  return settingKeys.map((key) => {
    const row = kept.get(key);
    return settingView.parse({
      key,
      value: row?.value ?? settingDefaults[key],
      rowVersion: row?.rowVersion ?? null,
    });
  });
};

/** How shared tablets behave, as the council has set it. */
export const tabletRulesNow = async (reader: Reader): Promise<TabletRules> => {
  const [kept] = await reader.select({ value: setting.value }).from(setting).where(eq(setting.key, 'tablets'));
  return kept ? tabletRules.parse(kept.value) : defaultTabletRules;
};
