import { eq, sql } from 'drizzle-orm';
import { setting } from '../../db/schema/engine.ts';
import { Problem } from '../../shared/problems.ts';
import { changeSetting } from '../../shared/settings/contract.ts';
import { type AnyCommand, command, REGISTERS } from '../engine/define.ts';

const change = command<typeof changeSetting>({
  contract: changeSetting,
  stream: () => REGISTERS,
  createsStream: true,
  where: 'registers',
  handle: async ({ args, tx, changed }) => {
    const { key, value, baseVersion } = args;
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`setting ${key}`}))`);
    const [held] = await tx.select().from(setting).where(eq(setting.key, key));
    if ((held?.rowVersion ?? null) !== baseVersion) {
      throw new Problem('stale-version', { detail: 'Someone changed this setting first. Look at what it says now' });
    }
    const row = { key, value, rowVersion: (held?.rowVersion ?? 0) + 1 };
    await tx.insert(setting).values(row).onConflictDoUpdate({ target: setting.key, set: row });
    changed('setting', { id: key, ...row });
    return { key, rowVersion: row.rowVersion };
  },
});

export const settingCommands: AnyCommand[] = [change];
