import type { SettingKey } from '../../../shared/settings/contract.ts';

/** A number inside a setting: `path` leads to it; shown multiplied by `times`. */
export interface NumberSpec {
  path: readonly string[];
  label: string;
  hint?: string;
  times?: number;
  step?: string;
}
export interface Group {
  title: string;
  specs: readonly NumberSpec[];
}

export const titles: Record<SettingKey, string> = {
  capacityRules: 'Capacity and sizes',
  needClocks: 'Clocks of needs',
  tablets: 'Tablets',
};

export const groups: Record<SettingKey, readonly Group[]> = {
  capacityRules: [
    {
      title: 'Space for each guest',
      specs: [
        { path: ['nightM2'], label: 'Square metres by night', step: '0.1' },
        { path: ['dayM2'], label: 'Square metres by day', step: '0.1' },
        { path: ['peoplePerToilet'], label: 'Guests to a toilet' },
        { path: ['margin'], label: 'Spare places wanted, per cent', times: 100 },
      ],
    },
    {
      title: 'Size of a centre, guests',
      specs: [
        { path: ['smallUpTo'], label: 'Small up to' },
        { path: ['mediumUpTo'], label: 'Medium up to' },
        { path: ['largeUpTo'], label: 'Large up to', hint: 'Above it, use several sites' },
      ],
    },
    {
      title: 'Private rooms wanted',
      specs: [
        { path: ['privateRooms', 'small'], label: 'At a small centre' },
        { path: ['privateRooms', 'medium'], label: 'At a medium centre' },
        { path: ['privateRooms', 'large'], label: 'At a large centre' },
      ],
    },
    {
      title: 'Choosing a venue',
      specs: [
        { path: ['tooNearKm'], label: 'Ask the police lead if nearer than, kilometres', step: '0.5' },
        { path: ['openHours'], label: 'It must stay open for, hours' },
      ],
    },
  ],
  needClocks: [
    {
      title: 'Minutes until a need is late',
      specs: [
        { path: ['P1'], label: 'P1, now' },
        { path: ['P2'], label: 'P2, within the hour' },
        { path: ['P3'], label: 'P3, within hours' },
      ],
    },
  ],
  tablets: [
    {
      title: 'Shared tablets',
      specs: [{ path: ['idleMinutes'], label: 'Lock after so many minutes untouched', hint: 'From 1 to 15' }],
    },
  ],
};

type Value = { [key: string]: number | null | Value };

export const at = (value: unknown, path: readonly string[]): number | null => {
  const found = path.reduce<unknown>((it, key) => (it as Value | undefined)?.[key], value);
  return typeof found === 'number' ? found : null;
};

/** A copy with one number changed. */
export const withNumber = <T>(value: T, [key = '', ...rest]: readonly string[], to: number | null): T =>
  ({ ...value, [key]: rest.length === 0 ? to : withNumber((value as Value)[key], rest, to) }) as T;
