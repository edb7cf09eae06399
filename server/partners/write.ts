import { sql } from 'drizzle-orm';
import type { Context } from '../engine/define.ts';

/** Codes and offers are given out one at a time, so that two who add the same are told, and neither fails. */
export const lockCodes = (tx: Context<unknown>['tx']) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtext('partner codes'))`);
