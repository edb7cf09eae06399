import type { SentOf } from '../../shared/contract.ts';
import type { Exchanges } from '../../shared/routes/all.ts';
import type { DeviceView, Unlocked } from '../../shared/tablets.ts';
import { ask, order, send } from './api.ts';

/** Longer than a slow mobile network takes; then the tablet goes on without an answer. */
const PATIENCE_MS = 12_000;

/** What the tablet is, by its own cookie. @throws ApiProblem */
export const readView = (): Promise<DeviceView> => ask('/api/device', {});
export const claim = (code: string) => send('/api/device/claim', {}, { code }, { within: PATIENCE_MS });
export const collect = (pairingId: string, own: string) =>
  send('/api/device/collect', {}, { pairingId, claim: own }, { within: PATIENCE_MS });
export const stop = (pairingId: string, own: string): Promise<void> =>
  order('/api/device/stop', {}, { pairingId, claim: own }, { within: PATIENCE_MS });
export const unlockOnline = (body: SentOf<Exchanges['/api/device/unlock']>): Promise<Unlocked> =>
  send('/api/device/unlock', {}, body, { within: PATIENCE_MS });
export const endTabletSession = (): Promise<void> => order('/api/device/lock', {}, null, { within: PATIENCE_MS });
export const report = (waiting: number, tries: number): Promise<void> =>
  order('/api/device/report', {}, { waiting, tries }, { within: PATIENCE_MS });
