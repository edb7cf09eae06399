/** Whether an address leads anywhere, and to whom what is there opens. */
import { useRoute } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { grantsWithin, levelFor, levels, may, mayRegister, type RegisterRight } from '../../shared/roles.ts';
import { ApiProblem } from '../data/api.ts';
import { byId } from '../data/store.ts';
import type { Opens } from './rights.ts';
import { me, operations, refreshOperations } from '../session/session.ts';

type At = Readonly<Record<string, string | undefined>>;

export const isRegisters = (opens: Opens): opens is readonly RegisterRight[] => Array.isArray(opens);

export const isFor = (
  opens: Opens,
  { operationId = '', centreId = null }: At & { centreId?: string | null },
): boolean => {
  const grants = me.value?.grants ?? [];
  if (isRegisters(opens)) return opens.some((it) => mayRegister(grants, it));
  const here = grantsWithin(grants, operationId);
  return (
    (opens.sees ?? []).some(
      (it) => levels.indexOf(levelFor(here, it, centreId)) >= levels.indexOf(opens.least ?? 'marker'),
    ) || (opens.may ?? []).some((it) => may(grants, it, { operationId, centreId }))
  );
};

const isKnown = ({ operationId, centreId }: At): boolean => {
  if (operationId === undefined) return true;
  const found = operations.value?.find((it) => it.id === operationId);
  if (!found) return false;
  if (centreId === undefined || found.centres.some((it) => it.id === centreId)) return true;
  return byId.centre.value.get(centreId)?.operationId === operationId;
};

/**
 * `nowhere` only once Haven has been asked again: what was opened a moment ago may not be in the list yet. Without signal
 * nobody can say, and the screen itself does.
 */
export const useLeads = (): 'there' | 'asking' | 'nowhere' => {
  const { params } = useRoute();
  const known = isKnown(params);
  const address = `${params['operationId'] ?? ''} ${params['centreId'] ?? ''}`;
  const [asked, answer] = useState<{ address: string; leads: 'there' | 'nowhere' } | null>(null);
  useEffect(() => {
    if (known) return;
    refreshOperations().then(
      () => answer({ address, leads: 'nowhere' }),
      (error: unknown) => {
        if (!(error instanceof ApiProblem)) throw error;
        answer({ address, leads: error.offline ? 'there' : 'nowhere' });
      },
    );
  }, [known, address]);
  if (known) return 'there';
  return asked?.address === address ? asked.leads : 'asking';
};
