import type { DeviceItem } from '../../../shared/tablets.ts';
import { now } from '../../session/now.ts';
import { centrePath } from '../../parts/centres/here.ts';
import { listed } from '../../../shared/words.ts';
import { useLoad } from '../../data/useLoad.ts';
import { can } from '../../session/session.ts';

/** A tablet with signal is heard several times a minute. */
const QUIET_MS = 60_000;

const mayHoldMarks = ({ state, lastSeenAt, waiting }: DeviceItem): boolean =>
  (state === 'open' || state === 'locked') && (waiting > 0 || now.value.getTime() - Date.parse(lastSeenAt) > QUIET_MS);

/** Whose marks may be missing from the count, by name, for whoever may see the tablets. */
export function QuietTablets() {
  const { data } = useLoad<{ items: DeviceItem[] }>(can('devices.read') ? `/api${centrePath.value}/devices` : null);
  const quiet = (data?.items ?? []).filter(mayHoldMarks).map((it) => it.label);
  if (quiet.length === 0) return null;
  return (
    <p>
      <strong>{listed(quiet)}</strong> {quiet.length === 1 ? 'has' : 'have'} no signal or still something to send. Ask
      whoever holds {quiet.length === 1 ? 'it' : 'them'} for their count first.
    </p>
  );
}
