import { and, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import { pairing } from '../../db/schema/tablets.ts';
import { contract } from '../../shared/contract.ts';
import { uuid } from '../../shared/primitives.ts';
import { command } from '../engine/define.ts';
import { liveCentre } from './guards.ts';
import { nextTablet } from './letters.ts';
import { pairingRefused } from './pairing.ts';

const pairContract = contract({
  name: 'devices.pair',
  title: 'Set up a tablet whose digits match',
  args: z.strictObject({ operationId: uuid, centreId: uuid, pairingId: uuid, deviceId: uuid }),
  result: z.object({ deviceId: uuid }),
  example: {
    operationId: '0193e0a0-0000-7000-8000-000000000001',
    centreId: '0193e0a0-0000-7000-8000-000000000002',
    pairingId: '0193e0a0-0000-7000-8000-000000000032',
    deviceId: '0193e0a0-0000-7000-8000-000000000031',
  },
});

/** Not in the registry: only the answer to a pairing leads here. @throws Problem `pairing-refused` */
export const pairDevice = command<typeof pairContract>({
  contract: pairContract,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async ({ tx, rows, args, now, actor }) => {
    const { operationId, centreId, pairingId, deviceId } = args;
    await liveCentre(tx, args);
    const named = await nextTablet(tx, args);
    const made = { id: deviceId, operationId, centreId, ...named, pairedBy: actor.userId, pairedAt: now };
    await rows.insert('device', made);
    const answered = await tx
      .update(pairing)
      .set({ state: 'done', deviceId })
      .where(
        and(
          eq(pairing.id, pairingId),
          eq(pairing.centreId, centreId),
          eq(pairing.state, 'asking'),
          gt(pairing.expiresAt, now),
        ),
      )
      .returning({ id: pairing.id });
    if (answered.length === 0) throw pairingRefused();
    return { deviceId };
  },
});
