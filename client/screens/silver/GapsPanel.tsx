import { useState } from 'preact/hooks';
import { LinkButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { gapHeads } from './gaps.ts';
import { gapsNow } from './model.ts';

const SHOWN = 6;

/** Staff short or late, soonest first. Staff are counted exactly. */
export function GapsPanel() {
  const [all, setAll] = useState(false);
  const lines = gapsNow.value;
  const shown = all ? lines : lines.slice(0, SHOWN);
  return (
    <Panel title="Staff gaps" hint="next 24 hours" flush>
      {lines.length === 0 && (
        <EmptyState title="No gaps">They show here when a partner says no or runs late.</EmptyState>
      )}
      <ul class="rows rows--padded">
        {shown.map((it) => (
          <li key={it.key}>
            <Icon name={it.kind === 'late' ? 'clock' : 'alert'} size={18} />
            <span>
              <strong>{it.role}</strong> {it.centre}, {gapHeads(it)} {it.when}
              {it.asked && <span class="quiet"> · {it.asked}</span>}
            </span>
          </li>
        ))}
      </ul>
      {lines.length > SHOWN && (
        <p class="inset rule-above above-0 size-15">
          <LinkButton class="gaps-more" onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${lines.length}`}
          </LinkButton>
        </p>
      )}
    </Panel>
  );
}
