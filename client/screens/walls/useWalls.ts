import { useEffect } from 'preact/hooks';
import { useQuery } from '../../data/useQuery.ts';
import { operationId } from '../../session/session.ts';

const AGAIN_MS = 3000;

/** The walls of the chosen operation, asked for again and again: they are not rows of it. */
export const useWalls = () => {
  const loaded = useQuery('/api/operations/:id/walls', operationId.value ? { id: operationId.value } : null);
  const { reload } = loaded;
  useEffect(() => {
    const timer = setInterval(reload, AGAIN_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return loaded;
};
