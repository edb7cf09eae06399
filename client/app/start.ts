import { readDevice } from '../data/device.ts';
import { startSession } from '../session/session.ts';

/** A paired tablet starts as one, signal or not; every other browser asks who is signed in. */
export const start = async (): Promise<void> => {
  const known = await readDevice();
  if (!known) return startSession();
  const { startTablet } = await import('../session/startTablet.ts');
  startTablet(known);
};
