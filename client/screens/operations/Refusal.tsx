import type { ProblemBody } from '../../../shared/problems.ts';
import { offlineSince, online } from '../../data/truths.ts';
import { Callout } from '../../ui/panel.tsx';
import { clockTime } from '../../ui/time.ts';

/** What the server would not do, with everything that stands in the way. */
export function Refusal({ problem }: { problem: ProblemBody | null }) {
  if (!problem || (problem.errors && problem.errors.length > 0)) return null;
  return (
    <Callout tone="alert" icon="alert" title={problem.title}>
      <div role="alert">
        {problem.detail && <p>{problem.detail}.</p>}
        {problem.missing && problem.missing.length > 0 && (
          <ul class="operation-missing">
            {problem.missing.map(({ words }) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
      </div>
    </Callout>
  );
}

/** Said while what was pressed waits for the signal. */
export function Kept({ sending }: { sending: boolean }) {
  if (!sending || online.value) return null;
  const since = offlineSince.value ? ` since ${clockTime(offlineSince.value)}` : '';
  return (
    <Callout tone="warn" icon="wifi-off">
      <output>Kept on this device, not sent yet: no signal{since}. It goes by itself. Keep this window open.</output>
    </Callout>
  );
}
