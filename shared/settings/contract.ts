import { z } from 'zod';
import { contract } from '../contract.ts';
import { defaultNeedClocks, needClocks } from '../needs.ts';
import { rowVersion } from '../primitives.ts';
import { capacityRules, defaultCapacityRules } from '../venues/capacity.ts';

const rules = capacityRules
  .refine((it) => it.smallUpTo < it.mediumUpTo, { path: ['mediumUpTo'], message: 'Use more than for a small centre' })
  .refine((it) => it.mediumUpTo < it.largeUpTo, { path: ['largeUpTo'], message: 'Use more than for a medium centre' });

const clocks = needClocks
  .refine((it) => it.P1 < it.P2, { path: ['P2'], message: 'Give P2 longer than P1' })
  .refine((it) => it.P2 < it.P3, { path: ['P3'], message: 'Give P3 longer than P2' });

export const tabletRules = z.strictObject({
  /** A tablet nobody touches for so long locks itself. */
  idleMinutes: z.int().min(1, 'Use at least 1').max(15, 'Use at most 15'),
});
export type TabletRules = z.infer<typeof tabletRules>;
export const defaultTabletRules: TabletRules = { idleMinutes: 2 };

/** What a council may set, by key. */
export const settingSchemas = { capacityRules: rules, needClocks: clocks, tablets: tabletRules } as const;
export type SettingKey = keyof typeof settingSchemas;
export const settingKeys = Object.keys(settingSchemas) as SettingKey[];

/** What counts until a council says otherwise. */
export const settingDefaults = {
  capacityRules: defaultCapacityRules,
  needClocks: defaultNeedClocks,
  tablets: defaultTabletRules,
} as const;

const base = { baseVersion: rowVersion.nullable() };

/** `baseVersion: null` where nobody has set it before. */
export const changeSetting = contract({
  name: 'settings.change',
  title: 'Change a planning assumption',
  args: z.discriminatedUnion('key', [
    z.strictObject({ key: z.literal('capacityRules'), ...base, value: rules }),
    z.strictObject({ key: z.literal('needClocks'), ...base, value: clocks }),
    z.strictObject({ key: z.literal('tablets'), ...base, value: tabletRules }),
  ]),
  result: z.object({ key: z.string(), rowVersion }),
  example: { key: 'needClocks', baseVersion: null, value: { P1: 5, P2: 60, P3: 240, P4: null } },
});

/** An item of `GET /api/settings`; `rowVersion` is null while the default counts. */
export const settingView = z.discriminatedUnion('key', [
  z.object({ key: z.literal('capacityRules'), value: capacityRules, rowVersion: rowVersion.nullable() }),
  z.object({ key: z.literal('needClocks'), value: needClocks, rowVersion: rowVersion.nullable() }),
  z.object({ key: z.literal('tablets'), value: tabletRules, rowVersion: rowVersion.nullable() }),
]);
export type SettingView = z.infer<typeof settingView>;
