import { and, eq, sql } from 'drizzle-orm';
import { device } from '../../../db/schema/tablets.ts';
import { centre } from '../../../db/schema/operations.ts';
import type { Reader } from '../../engine/deps.ts';
import type { Place } from '../../access/hands.ts';
import { idIn } from '../../engine/subject.ts';
import type { Words } from '../../engine/telling.ts';
import { knownCommand } from '../../engine/known.ts';

const isCentre = async (reader: Reader, operationId: string, centreId: string): Promise<boolean> => {
  const [found] = await reader
    .select({ id: centre.id })
    .from(centre)
    .where(and(eq(centre.id, centreId), eq(centre.operationId, operationId)));
  return found !== undefined;
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
  const [found] = await reader
    .select({ operationId: device.operationId, centreId: device.centreId })
    .from(device)
    .where(sql`${device.id}::text = ${deviceId}`);
  return found ?? null;
};
