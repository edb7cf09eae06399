import { sql } from 'drizzle-orm';
import { device } from '../../../db/schema/tablets.ts';
import { byId } from '../../engine/byId.ts';
import type { Reader } from '../../engine/deps.ts';
import { finder } from '../../engine/gather.ts';
import type { Place } from '../../access/tabletUsers.ts';
import { idIn } from '../../engine/subject.ts';
import type { Words } from '../../engine/telling.ts';
import { knownCommand } from '../../engine/known.ts';

/** Ids of tablets are told as words. */
export const devicesById = finder(
  (reader, ids) =>
    reader
      .select()
      .from(device)
      .where(sql`${device.id}::text in ${ids}`),
  ({ id }) => id,
);

const isCentre = async (reader: Reader, operationId: string, centreId: string): Promise<boolean> => {
  const [found] = await byId('centre')(reader, centreId);
  return found?.operationId === operationId;
};

/** The centre something was said to be done at, where it names one of this operation. */
export const placeSaid = async (
  reader: Reader,
  operationId: string,
  name: string,
  args: Words,
): Promise<string | null> => {
  const named = knownCommand(name)?.namesGoal ? null : idIn(args, 'centreId');
  return named && (await isCentre(reader, operationId, named)) ? named : null;
};

/** The operation and centre a tablet was set up for; `null` where there is none of this id. */
export const placeOfTablet = async (reader: Reader, deviceId: string): Promise<Place | null> => {
  const [found] = await devicesById(reader, deviceId);
  return found ? { operationId: found.operationId, centreId: found.centreId } : null;
};
