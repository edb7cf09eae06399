import type { DeviceItem } from '../../../shared/tablets.ts';
import { now } from '../../session/now.ts';
import { placeHere } from '../../parts/centres/here.ts';
import { listed } from '../../../shared/words.ts';
import { useQuery } from '../../data/useQuery.ts';
import { can } from '../../session/session.ts';

/** A tablet with signal is heard several times a minute. */
const QUIET_MS = 60_000;

const mayHoldMarks = ({ state, lastSeenAt, waiting }: DeviceItem): boolean =>
  (state === 'open' || state === 'locked') && (waiting > 0 || now.value.getTime() - Date.parse(lastSeenAt) > QUIET_MS);

/** Whose marks may be missing from the count, by name, for whoever may see the tablets. */
export function QuietTablets() {
  const { data } = useQuery(
    '/api/operations/:operationId/centres/:centreId/devices',
    can('devices.read') ? placeHere.value : null,
  );
  const quiet = (data?.items ?? []).filter(mayHoldMarks).map((it) => it.label);
  if (quiet.length === 0) return null;
  return (
    <p>
      <strong>{listed(quiet)}</strong> {quiet.length === 1 ? 'has' : 'have'} no signal or still something to send. Ask
      whoever holds {quiet.length === 1 ? 'it' : 'them'} for their count first.
    </p>
  );
}
