import { eq } from 'drizzle-orm';
import { need, needDetails } from '../../db/schema/people.ts';
import type { Reader } from '../engine/deps.ts';
import { cellIf, type Cells, opens, type Subject, type Viewer } from '../engine/telling.ts';

/** A need as it stands, as this viewer may see it. */
export const needCells = async (reader: Reader, viewer: Viewer, { id, centreId }: Subject): Promise<Cells> => {
  const [found] = await reader.select().from(need).where(eq(need.id, id));
  if (!found) return {};
  const core = opens(viewer, 'core', centreId, 'full');
  const open = opens(viewer, found.compartment, centreId, 'full');
  const table = needDetails[found.compartment];
  const [detail] = open ? await reader.select().from(table).where(eq(table.id, id)) : [];
  return {
    state: cellIf(core, found.state),
    holder: cellIf(core, found.holder),
    note: cellIf(open, detail?.note ?? null),
  };
};
