import { useEffect, useMemo } from 'preact/hooks';
import { isSilent } from '../../../shared/silence.ts';
import type { DeviceItem } from '../../../shared/tablets.ts';
import { useQuery } from '../../data/useQuery.ts';
import { now, whenWords } from '../../session/now.ts';
import { can, operationId } from '../../session/session.ts';
import { coarseNow } from './here.ts';

const isOut = ({ state, lastSeenAt }: DeviceItem, at: Date): boolean =>
  (state === 'open' || state === 'locked') && isSilent(lastSeenAt, at);

/** `Desk 1 silent since 07:35`: tablets of a centre that have not been heard from, for whoever may see them. */
export const useSilentTablets = (centreId: string): string[] => {
  const may = can('devices.read', { centreId });
  const { data, reload } = useQuery(
    '/api/operations/:operationId/centres/:centreId/devices',
    may ? { operationId: operationId.value ?? '', centreId } : null,
  );
  const at = coarseNow.value;
  useEffect(() => (may ? reload() : undefined), [at, may]);
  // Of the moment at which Haven answered: a screen without signal knows nothing of tablets.
  const answeredAt = useMemo(() => now.peek(), [data]);
  return (data?.items ?? [])
    .filter((it) => isOut(it, answeredAt))
    .map(({ label, lastSeenAt }) => `${label} silent since ${whenWords(lastSeenAt)}`);
};
