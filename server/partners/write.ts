import type { Context } from '../engine/define.ts';
import { lockByName } from '../engine/namedLock.ts';

/** Codes and offers are given out one at a time, so that two who add the same are told, and neither fails. */
export const lockCodes = (tx: Context<unknown>['tx']): Promise<void> => lockByName(tx, 'partner codes');
