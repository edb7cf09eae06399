import { sql } from 'drizzle-orm';
import { device } from '../../../db/schema/tablets.ts';
import { byId } from '../../engine/byId.ts';
import type { Reader } from '../../engine/deps.ts';
import { finder } from '../../engine/gather.ts';
import type { Place } from '../../access/tabletUsers.ts';
import { idIn } from '../../engine/subject.ts';
import type { CommandArgs } from '../../engine/description.ts';
import { knownCommand } from '../../engine/known.ts';

/** Compared as text: an id that a tablet sends need not be one. */
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

/** The centre a command names as the place it is done at, if that is one of this operation. */
export const centreNamed = async (
  reader: Reader,
  operationId: string,
  name: string,
  args: CommandArgs,
): Promise<string | null> => {
  const named = knownCommand(name)?.namesGoal ? null : idIn(args, 'centreId');
  return named && (await isCentre(reader, operationId, named)) ? named : null;
};

/** The operation and centre a tablet was set up for; `null` where there is none of this id. */
export const placeOfTablet = async (reader: Reader, deviceId: string): Promise<Place | null> => {
  const [found] = await devicesById(reader, deviceId);
  return found ? { operationId: found.operationId, centreId: found.centreId } : null;
};
