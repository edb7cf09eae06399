import type { z } from 'zod';
import { fold, sameName } from '../../../shared/fold.ts';
import { isSilent, minutesUnheard } from '../../../shared/silence.ts';
import type { DeviceItem, deviceList } from '../../../shared/tablets.ts';
import type { TagTone } from '../../ui/tag.tsx';
import { duration } from '../../ui/duration.ts';

export type TabletList = z.infer<typeof deviceList>;
export type TabletUserItem = TabletList['hands'][number];

export const states: Record<DeviceItem['state'], { text: string; tone: TagTone }> = {
  open: { text: 'In use', tone: 'ok' },
  locked: { text: 'Locked: 5 wrong PINs', tone: 'alert' },
  revoked: { text: 'Out of use', tone: 'dashed' },
  closed: { text: 'Centre closed', tone: 'dashed' },
};

export interface Heard {
  text: string;
  silent: boolean;
}

/** When a tablet was last heard, and whether that is long ago. */
export const heardWords = ({ lastSeenAt, state }: DeviceItem, now: Date): Heard => {
  const minutes = minutesUnheard(lastSeenAt, now);
  const silent = isSilent(lastSeenAt, now) && state !== 'revoked';
  if (minutes < 2) return { text: 'Now', silent };
  return { text: silent ? `Silent ${duration(minutes)}` : `${duration(minutes)} ago`, silent };
};

export const pinWords: Record<TabletUserItem['pin'], string> = {
  none: 'No PIN yet',
  first: 'First PIN not used yet',
  own: 'Own PIN',
};

/** Who among them is called the same, however it is written; `null` where nobody is. */
export const namesakeOf = (name: string, users: readonly TabletUserItem[]): string | null =>
  fold(name) === '' ? null : (users.find((it) => sameName(it.name, name))?.name ?? null);
