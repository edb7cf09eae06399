import { byId } from '../engine/byId.ts';
import type { Reader } from '../engine/deps.ts';
import { cellIf, type Cells, opens, type Subject, textOf, type Viewer } from '../engine/description.ts';

/** A vehicle as it stands, as this viewer may see it. */
export const vehicleCells = async (reader: Reader, viewer: Viewer, { id, centreId }: Subject): Promise<Cells> => {
  const [found] = await byId('vehicle')(reader, id);
  if (!found) return {};
  const open = opens(viewer, 'arrivals', centreId, 'full');
  return {
    vehicle: cellIf(open, found.label),
    state: cellIf(open, found.state),
    arrivedAt: cellIf(open, found.dueAt.toISOString()),
    other: cellIf(open, textOf(found.arrivedPeople ?? found.people)),
  };
};
