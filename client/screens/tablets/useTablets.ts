import { useEffect } from 'preact/hooks';
import { type Loaded, useQuery } from '../../data/useQuery.ts';
import { centreId, operationId } from '../../session/session.ts';
import type { TabletList } from './words.ts';

const AGAIN_MS = 10_000;

export const place = (): { operationId: string; centreId: string } => ({
  operationId: operationId.peek() ?? '',
  centreId: centreId.peek() ?? '',
});

/** The tablets of the chosen centre, asked for again and again: they are not rows of the operation. */
export const useTablets = (): Loaded<TabletList> => {
  const here = operationId.value && centreId.value;
  const loaded = useQuery('/api/operations/:operationId/centres/:centreId/devices', here ? place() : null);
  const { reload } = loaded;
  useEffect(() => {
    const timer = setInterval(reload, AGAIN_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return loaded;
};
