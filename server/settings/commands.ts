import { eq } from 'drizzle-orm';
import { setting } from '../../db/schema/engine.ts';
import { changeSetting } from '../../shared/settings/contract.ts';
import { command, REGISTERS } from '../engine/define.ts';
import { lockByName } from '../engine/namedLock.ts';
import { nextVersion, refuseStale } from '../engine/rows.ts';

const change = command<typeof changeSetting>({
  contract: changeSetting,
  stream: () => REGISTERS,
  createsStream: true,
  where: 'registers',
  handle: async ({ args, tx, rows }) => {
    const { key, value, baseVersion } = args;
    await lockByName(tx, `setting ${key}`);
    const [held] = await tx.select().from(setting).where(eq(setting.key, key));
    refuseStale('setting', held, baseVersion);
    await rows.put('setting', [{ key, value, rowVersion: baseVersion ?? 0 }]);
    return { key, rowVersion: nextVersion(held) };
  },
});

export const settingCommands = [change];
