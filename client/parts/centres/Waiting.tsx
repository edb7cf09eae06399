import type { ComponentChildren } from 'preact';
import { pull } from '../../data/sync.ts';
import { loaded } from '../../data/store.ts';
import { online } from '../../data/connection.ts';
import { EmptyState, FailedPanel, LoadingBars } from '../../ui/notice.tsx';
import { centreHere } from './here.ts';

/** Holds a centre's screen back until its rows have come, and says so when they cannot. */
export function Waiting({ children }: { children: () => ComponentChildren }) {
  if (centreHere.value) return <>{children()}</>;
  const why = loaded.value ? (
    <EmptyState title="This centre is not here, or not for your role">
      Choose another centre above, or ask the planner.
    </EmptyState>
  ) : online.value ? (
    <LoadingBars rows={6} />
  ) : (
    <FailedPanel title="The centre did not load" onRetry={() => void pull()} />
  );
  return (
    <div class="columns columns--one">
      <div class="column">
        <div class="panel">{why}</div>
      </div>
    </div>
  );
}
