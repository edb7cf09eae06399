import { inArray } from 'drizzle-orm';
import { vehicle } from '../../../db/schema/operations.ts';
import { uuid } from '../../../shared/primitives.ts';
import type { Reader } from '../../engine/deps.ts';
import { finder } from '../../engine/gather.ts';
import { identitiesById, needsById, standingPerson } from '../../people/record/rows.ts';

export type Words = Record<string, unknown>;

/** What a command is about, as it is now. */
export interface Subject {
  kind: 'person' | 'personIdentity' | 'need' | 'vehicle';
  id: string;
  personId: string | null;
  centreId: string;
  rowVersion: number;
}

/** An id out of what was said, if it is one. */
export const idIn = (args: Words, key: string): string | null => uuid.safeParse(args[key]).data ?? null;

export const vehiclesById = finder(
  (reader, ids) => reader.select().from(vehicle).where(inArray(vehicle.id, ids)),
  ({ id }) => id,
);

const ofPerson = async (reader: Reader, operationId: string, name: string, id: string): Promise<Subject | null> => {
  const found = await standingPerson(reader, operationId, id);
  if (!found) return null;
  const here = { id: found.id, personId: found.id, centreId: found.centreId };
  if (name !== 'people.identify') return { kind: 'person', ...here, rowVersion: found.rowVersion };
  const [known] = await identitiesById(reader, found.id);
  return { kind: 'personIdentity', ...here, rowVersion: known?.rowVersion ?? 0 };
};

const ofNeed = async (reader: Reader, operationId: string, id: string): Promise<Subject | null> => {
  const [found] = await needsById(reader, id);
  if (found?.operationId !== operationId) return null;
  const { personId, centreId, rowVersion } = found;
  return { kind: 'need', id, personId, centreId, rowVersion };
};

const ofVehicle = async (reader: Reader, operationId: string, id: string): Promise<Subject | null> => {
  const [found] = await vehiclesById(reader, id);
  if (found?.operationId !== operationId) return null;
  const { centreId, rowVersion } = found;
  return { kind: 'vehicle', id, personId: null, centreId, rowVersion };
};

/** The row a command would change, or `null` where there is none yet, or none of these. */
export const subjectOf = async (
  reader: Reader,
  operationId: string,
  name: string,
  args: Words,
): Promise<Subject | null> => {
  const needId = idIn(args, 'needId');
  const vehicleId = idIn(args, 'vehicleId');
  const personId = idIn(args, 'personId');
  if (name === 'needs.progress' || name === 'needs.note') return needId ? ofNeed(reader, operationId, needId) : null;
  if (vehicleId) return ofVehicle(reader, operationId, vehicleId);
  return personId ? ofPerson(reader, operationId, name, personId) : null;
};
