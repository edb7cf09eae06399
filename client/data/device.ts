import { signal } from '@preact/signals';
import type { DeviceView } from '../../shared/tablets.ts';
import { isAlertKey } from './alert.ts';
import { database } from './database.ts';

export type DeviceState = 'unpaired' | 'locked' | 'open' | 'ended';

/** What a paired tablet remembers of itself: codes and the names of its users, nothing about guests. */
export interface Known {
  view: DeviceView;
  /** This device's own clock when Haven said it, in ms. */
  readAt: number;
  /** Taken out of use: all it still does is send what it holds. */
  ended: boolean;
  /** Haven does not know its cookie: it can send nothing until it is set up again. */
  unknown?: boolean;
}

/** `undefined` until this browser's own store has been read. */
export const deviceState = signal<DeviceState | undefined>(undefined);
export const device = signal<Known | null>(null);
/** When the offline list on the screen was made; `null` once Haven's own rows have come. */
export const offlineListAt = signal<string | null>(null);

/** The tablet this browser was set up as; `null` where it was not, or its storage cannot be read. */
export const readDevice = async (): Promise<Known | null> => {
  try {
    const known = (await (await database()).get('device', 'device')) as Known | undefined;
    device.value = known ?? null;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  deviceState.value = device.value === null ? 'unpaired' : device.value.ended ? 'ended' : 'locked';
  return device.value;
};

/** @throws DOMException where storage is refused */
export const keepDevice = async (known: Known): Promise<void> => {
  device.value = known;
  await (await database()).put('device', known, 'device');
};

/** The browser is nobody's tablet any more. What waits to be sent stays, and what nobody has been told of. */
export const dropDevice = async (): Promise<void> => {
  const { store, done } = (await database()).transaction('device', 'readwrite');
  for (const key of await store.getAllKeys()) if (!isAlertKey(key)) void store.delete(key);
  await done;
  device.value = null;
  deviceState.value = 'unpaired';
};
