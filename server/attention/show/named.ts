import { givePlace, grantsEver, usersById } from '../../access/placed.ts';
import type { Reader } from '../../engine/deps.ts';
import { standingPerson } from '../../people/record/rows.ts';
import { byId } from '../../engine/byId.ts';
import { opens, type Viewer } from '../../engine/description.ts';

/** Somebody's name, if they have or had a role in this operation: people of other operations are not named here. */
export const nameHere = async (reader: Reader, operationId: string, userId: string): Promise<string | null> => {
  if (!givePlace(await grantsEver(reader, userId, operationId))) return null;
  const [found] = await usersById(reader, userId);
  return found?.name ?? null;
};

interface Asking {
  reader: Reader;
  operationId: string;
  viewer: Viewer;
}

const guestOf = async ({ reader, operationId, viewer }: Asking, id: string): Promise<string | null> => {
  const found = await standingPerson(reader, operationId, id);
  return found && opens(viewer, 'core', found.centreId, 'full') ? found.reference : null;
};

const visitorOf = async ({ reader, operationId, viewer }: Asking, id: string): Promise<string | null> => {
  const [found] = await byId('visit')(reader, id);
  return found?.operationId === operationId && opens(viewer, 'onSite', found.centreId, 'full') ? found.name : null;
};

const centreOf = async ({ reader, operationId }: Asking, id: string): Promise<string | null> => {
  const [found] = await byId('centre')(reader, id);
  return found?.operationId === operationId ? found.name : null;
};

/** What an id stands for, as far as this viewer may know: a wristband, a centre or a name of this operation. */
export const namedBy = async (asking: Asking, key: string, id: string): Promise<string | null> => {
  if (key === 'centreId') return centreOf(asking, id);
  if (key === 'visitId') return visitorOf(asking, id);
  if (key === 'userId') return nameHere(asking.reader, asking.operationId, id);
  return (await guestOf(asking, id)) ?? visitorOf(asking, id);
};
