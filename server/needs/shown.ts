import { inArray } from 'drizzle-orm';
import { needDetails } from '../../db/schema/people.ts';
import { byId } from '../engine/byId.ts';
import type { Reader } from '../engine/deps.ts';
import { finder } from '../engine/gather.ts';
import { asGiven } from '../engine/lookBack.ts';
import { cellIf, type Cells, opens, type Subject, type Viewer } from '../engine/description.ts';

const detailsIn = (table: (typeof needDetails)[keyof typeof needDetails]) =>
  finder(
    (reader, ids) => reader.select().from(table).where(inArray(table.id, ids)),
    ({ id }) => id,
  );
const detailsById = {
  welfare: detailsIn(needDetails.welfare),
  health: detailsIn(needDetails.health),
  safeguarding: detailsIn(needDetails.safeguarding),
} satisfies Record<keyof typeof needDetails, unknown>;

/** A need as it stands, as this viewer may see it. */
export const needCells = async (reader: Reader, viewer: Viewer, { id, centreId }: Subject): Promise<Cells> => {
  const [found] = await byId('need')(reader, id);
  if (!found) return {};
  const core = opens(viewer, 'core', centreId, 'full');
  const open = opens(viewer, found.compartment, centreId, 'full');
  const details = open ? await detailsById[found.compartment](reader, id) : [];
  const [detail] = await asGiven(reader, 'needDetail', details);
  return {
    state: cellIf(core, found.state),
    holder: cellIf(core, found.holder),
    note: cellIf(open, detail?.note ?? null),
  };
};
