import { inArray, sql } from 'drizzle-orm';
import { device } from '../../../db/schema/tablets.ts';
import { centre } from '../../../db/schema/operations.ts';
import type { Reader } from '../../engine/deps.ts';
import { finder } from '../../engine/gather.ts';
import type { Place } from '../../access/hands.ts';
import { idIn, type Words } from './subject.ts';

export const centresById = finder(
  (reader, ids) => reader.select().from(centre).where(inArray(centre.id, ids)),
  ({ id }) => id,
);

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
  const [found] = await centresById(reader, centreId);
  return found?.operationId === operationId;
};

/** The centre something was said to be done at, where it names one of this operation. */
export const placeSaid = async (
  reader: Reader,
  operationId: string,
  name: string,
  args: Words,
): Promise<string | null> => {
  // There the centre named is where somebody goes.
  const named = name === 'people.setPresence' ? null : idIn(args, 'centreId');
  return named && (await isCentre(reader, operationId, named)) ? named : null;
};

/** The operation and centre a tablet was set up for; `null` where there is none of this id. */
export const placeOfTablet = async (reader: Reader, deviceId: string): Promise<Place | null> => {
  const [found] = await devicesById(reader, deviceId);
  return found ? { operationId: found.operationId, centreId: found.centreId } : null;
};
