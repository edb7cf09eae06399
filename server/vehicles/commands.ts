import { and, eq } from 'drizzle-orm';
import { centre, vehicle } from '../../db/schema/operations.ts';
import { arriveVehicle, changeVehicle, recordVehicle } from '../../shared/operations.ts';
import { Problem } from '../../shared/problems.ts';
import { type AnyCommand, command, type Context } from '../engine/define.ts';

type Vehicle = typeof vehicle.$inferSelect;
type Where = { operationId: string; vehicleId: string };

const checkCentre = async ({ tx }: Context<unknown>, operationId: string, centreId: string): Promise<void> => {
  const [found] = await tx
    .select({ id: centre.id })
    .from(centre)
    .where(and(eq(centre.id, centreId), eq(centre.operationId, operationId)));
  if (!found) throw new Problem('not-found');
};

const record = command<typeof recordVehicle>({
  contract: recordVehicle,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { vehicleId, dueAt, fromSquare = null, ...said } = context.args;
    await checkCentre(context, said.operationId, said.centreId);
    const [made] = await context.tx
      .insert(vehicle)
      .values({ id: vehicleId, ...said, fromSquare, dueAt: new Date(dueAt), state: 'on_the_way' })
      .returning();
    if (!made) throw new Error('a vehicle was not written');
    context.changed('vehicle', made);
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

const refuseIfStale = (found: Vehicle, base: number): void => {
  if (found.rowVersion === base) return;
  throw new Problem('stale-version', { detail: 'Someone changed this vehicle first. Look at what it says now' });
};

const writeVehicle = async (context: Context<Where>, found: Vehicle, set: Partial<Vehicle>) => {
  const [kept] = await context.tx
    .update(vehicle)
    .set({ ...set, rowVersion: found.rowVersion + 1 })
    .where(eq(vehicle.id, found.id))
    .returning();
  if (!kept) throw new Error('a vehicle was not written');
  context.changed('vehicle', kept);
  return { vehicleId: kept.id, rowVersion: kept.rowVersion };
};

const change = command<typeof changeVehicle>({
  contract: changeVehicle,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const { operationId, vehicleId: _id, baseVersion, dueAt, centreId, ...said } = context.args;
    const found = await authorisedVehicle(context);
    refuseIfStale(found, baseVersion);
    if (found.state === 'arrived') throw new Problem('not-in-this-state', { detail: 'This vehicle has arrived' });
    if (centreId && centreId !== found.centreId) await checkCentre(context, operationId, centreId);
    return writeVehicle(context, found, {
      ...said,
      ...(centreId ? { centreId } : {}),
      ...(dueAt ? { dueAt: new Date(dueAt) } : {}),
    });
  },
});

const arrive = command<typeof arriveVehicle>({
  contract: arriveVehicle,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const { baseVersion, people } = context.args;
    const found = await authorisedVehicle(context);
    // That it came is a fact, whatever else changed meanwhile. Counting again is an edit.
    if (found.state === 'arrived') refuseIfStale(found, baseVersion);
    return writeVehicle(context, found, {
      state: 'arrived',
      arrivedAt: found.arrivedAt ?? context.occurredAt,
      arrivedPeople: people,
    });
  },
});

export const vehicleCommands: AnyCommand[] = [record, change, arrive];
