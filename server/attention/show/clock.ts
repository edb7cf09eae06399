import type { Reader } from '../../engine/deps.ts';
import { together } from '../../engine/together.ts';
import { type Attention, readSentArgs } from '../items/rows.ts';
import type { Shown } from './pair.ts';
import { whoIs } from './who.ts';

/** Whose clock is wrong, and what it said. */
export const showClock = async (reader: Reader, { id, authorId, deviceId }: Attention): Promise<Shown> => {
  const [who, told] = await together([
    whoIs(reader, deviceId === null ? authorId : null, deviceId),
    readSentArgs(reader, id),
  ]);
  return { sides: [{ who, at: told?.occurredAt.toISOString() ?? null, personId: null }], fields: [], joined: null };
};
