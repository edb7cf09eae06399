import { and, eq } from 'drizzle-orm';
import { vehicle } from '../../db/schema/operations.ts';
import { arriveVehicle, changeVehicle, recordVehicle } from '../../shared/vehicles.ts';
import { Problem } from '../../shared/problems.ts';
import { command, type Context } from '../engine/define.ts';
import { centreIn } from '../engine/place.ts';
import { refuseStale } from '../engine/rows.ts';
import { inField } from '../engine/description.ts';
import { vehicleCells } from './shown.ts';

type Vehicle = typeof vehicle.$inferSelect;
type Where = { operationId: string; vehicleId: string };

const shows = {
  label: inField('vehicle', 'arrivals'),
  dueAt: inField('arrivedAt', 'arrivals'),
  state: inField('state', 'arrivals'),
  people: inField('other', 'arrivals'),
} as const;
const about = { kind: 'vehicle', by: 'vehicleId', against: { now: vehicleCells, also: [] } } as const;

const record = command<typeof recordVehicle>({
  contract: recordVehicle,
  about,
  shows,
  fails: () => 'Vehicle was not recorded',
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { vehicleId, dueAt, fromSquare = null, ...fields } = context.args;
    await centreIn(context.tx, fields);
    await context.rows.insert('vehicle', {
      id: vehicleId,
      ...fields,
      fromSquare,
      dueAt: new Date(dueAt),
      state: 'on_the_way',
    });
    return { vehicleId };
  },
});

const authorisedVehicle = async (context: Context<Where>): Promise<Vehicle> => {
  const { operationId, vehicleId } = context.args;
  const [found] = await context.tx
    .select()
    .from(vehicle)
    .where(and(eq(vehicle.id, vehicleId), eq(vehicle.operationId, operationId)))
    .for('no key update');
  context.authorise(found?.centreId ?? null);
  if (!found) throw new Problem('not-found');
  return found;
};

const writeVehicle = async (context: Context<Where>, found: Vehicle, set: Partial<Vehicle>) => {
  const { id: vehicleId, rowVersion } = await context.rows.change('vehicle', found, set);
  return { vehicleId, rowVersion };
};

const change = command<typeof changeVehicle>({
  contract: changeVehicle,
  about,
  shows,
  fails: () => 'Vehicle was not changed',
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const { operationId, vehicleId: _id, baseVersion, dueAt, centreId, ...fields } = context.args;
    const found = await authorisedVehicle(context);
    refuseStale('vehicle', found, baseVersion);
    if (found.state === 'arrived') throw new Problem('not-in-this-state', { detail: 'This vehicle has arrived' });
    if (centreId && centreId !== found.centreId) await centreIn(context.tx, { operationId, centreId });
    return writeVehicle(context, found, {
      ...fields,
      ...(centreId ? { centreId } : {}),
      ...(dueAt ? { dueAt: new Date(dueAt) } : {}),
    });
  },
});

const arrive = command<typeof arriveVehicle>({
  contract: arriveVehicle,
  about,
  shows,
  fails: () => 'Arrival of a vehicle was not kept',
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const { baseVersion, people } = context.args;
    const found = await authorisedVehicle(context);
    // That it came is a fact, whatever else changed meanwhile. Counting again is an edit.
    if (found.state === 'arrived') refuseStale('vehicle', found, baseVersion);
    return writeVehicle(context, found, {
      state: 'arrived',
      arrivedAt: found.arrivedAt ?? context.occurredAt,
      arrivedPeople: people,
    });
  },
});

export const vehicleCommands = [record, change, arrive];
