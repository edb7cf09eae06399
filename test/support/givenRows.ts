import { z } from 'zod';
import { centre, centreAccess, operation } from '../../db/schema/operations.ts';
import { accessGrant, user } from '../../db/schema/users.ts';
import type { Actor } from '../../server/engine/actor.ts';
import { command, type Context } from '../../server/engine/define.ts';
import type { Deps } from '../../server/engine/deps.ts';
import { execute } from '../../server/engine/execute.ts';
import { uuidv7 } from '../../server/engine/ids.ts';
import { contract } from '../../shared/contract.ts';
import type { Grant } from '../../shared/roles.ts';

/** Names are told apart by a number: letters drawn at random now and then make a word that a test looks for. */
let named = 0;
export const nth = (): number => (named += 1);

/** A command made for a test: writes rows through the one door, so that they are chained, versioned and sent. */
const insideTheDoor = async (
  deps: Deps,
  operationId: string,
  opens: boolean,
  work: (context: Context<unknown>) => Promise<void>,
) => {
  const actor: Actor = {
    userId: 'test',
    name: 'Test',
    email: 'test@haven.example',
    sessionId: 'test',
    deviceId: null,
    grants: [{ role: 'planner', operationId: null, centreId: null, address: true }],
  };
  const args = z.object({ operationId: z.string() });
  const made = contract({
    name: 'test.make',
    title: 'Make rows for a test',
    args,
    result: z.object({}),
    example: { operationId },
  });
  const it = command<typeof made>({
    contract: made,
    right: 'operations.open',
    stream: () => operationId,
    where: 'registers',
    ...(opens ? { createsStream: true as const } : {}),
    handle: async (context) => {
      await work(context as unknown as Context<unknown>);
      return {};
    },
  });
  const outcome = await execute(it, actor, { id: uuidv7(), args: { operationId }, occurredAt: deps.clock.now() }, deps);
  if (!outcome.ok) throw new Error(`A row for a test was refused: ${JSON.stringify(outcome.problem)}`);
};

export type NewOperation = Partial<typeof operation.$inferInsert>;
export type NewCentre = Partial<typeof centre.$inferInsert> & { operationId: string; venueId?: string };

export const makeOperation = async (deps: Deps, given: NewOperation): Promise<string> => {
  const id = given.id ?? uuidv7();
  await insideTheDoor(deps, id, true, async ({ rows, now }) => {
    await rows.insert('operation', {
      id,
      codeName: `Marram ${nth()}`,
      type: 'warrant',
      state: 'running',
      openedBy: 'test',
      openedAt: now,
      ...given,
    });
  });
  return id;
};

export const makeCentre = async (deps: Deps, { venueId, ...given }: NewCentre): Promise<string> => {
  const id = given.id ?? uuidv7();
  await insideTheDoor(deps, given.operationId, false, async ({ rows, now }) => {
    await rows.insert('centre', {
      id,
      name: `Wren ${nth()}`,
      state: 'open',
      district: 'Amber Valley',
      square: 'SK 35',
      size: 'medium',
      places: 44,
      plannedFor: 40,
      doorsAt: now,
      stateSince: now,
      sheetLetter: 'K',
      ...given,
    });
  });
  if (venueId) await deps.db.insert(centreAccess).values({ id, operationId: given.operationId, venueId });
  return id;
};

/** Beside the door: accounts that tests begin with. */
export const makeUser = async (
  { db }: Deps,
  name: string,
  email: string,
  grants: readonly (Grant & { endsAt?: Date | undefined })[],
): Promise<string> => {
  const userId = uuidv7();
  await db.insert(user).values({ id: userId, name, email });
  for (const { role, operationId, centreId, address, endsAt } of grants) {
    const place = { operationId, centreId, address, endsAt: endsAt ?? null };
    await db
      .insert(accessGrant)
      .values({ id: uuidv7(), userId, role, ...place, grantedBy: 'test', grantedAt: new Date() });
  }
  return userId;
};
