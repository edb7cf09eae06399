import type { z } from 'zod';
import type { claimMade, collected, DeviceView, unlockBody, Unlocked } from '../../shared/tablets.ts';
import { ApiProblem, ask, request } from './api.ts';

/** Longer than a slow mobile network takes; then the tablet goes on without an answer. */
const PATIENCE_MS = 12_000;

const post = (path: string, body: unknown): Promise<Response> =>
  request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });

const sendTo = async <T>(path: string, body: unknown): Promise<T> => {
  const response = await post(path, body);
  if (response.headers.get('content-type')?.includes('application/json')) return (await response.json()) as T;
  // A captive portal says "200" to everything.
  throw new ApiProblem({ type: '/problems/unreachable', title: 'No answer from Haven', status: 0 }, true);
};

/** What the tablet is, by its own cookie. @throws ApiProblem */
export const readView = (): Promise<DeviceView> => ask('/api/device', {});
export const claim = (code: string): Promise<z.infer<typeof claimMade>> => sendTo('/api/device/claim', { code });
export const collect = (pairingId: string, own: string): Promise<z.infer<typeof collected>> =>
  sendTo('/api/device/collect', { pairingId, claim: own });
export const stop = (pairingId: string, own: string): Promise<unknown> =>
  post('/api/device/stop', { pairingId, claim: own });
export const unlockOnline = (body: z.infer<typeof unlockBody>): Promise<Unlocked> => sendTo('/api/device/unlock', body);
export const endTabletSession = (): Promise<unknown> => post('/api/device/lock', {});
export const report = (waiting: number, tries: number): Promise<unknown> =>
  post('/api/device/report', { waiting, tries });
