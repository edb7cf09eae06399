import { useState } from 'preact/hooks';
import { LinkButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { type GapLine, gapHeads, type UnplannedLine } from './gaps.ts';
import { gapsNow, unplannedNow } from './model.ts';

const SHOWN = 6;

function Gap({ it }: { it: GapLine }) {
  return (
    <li>
      <Icon name={it.kind === 'late' ? 'clock' : 'alert'} size={18} />
      <span>
        <strong>{it.role}</strong> {it.centre}, {gapHeads(it)} {it.when}
        {it.asked && <span class="quiet"> · {it.asked}</span>}
      </span>
    </li>
  );
}

const Gaps = ({ of }: { of: readonly GapLine[] }) => (
  <ul class="rows rows--padded">
    {of.map((it) => (
      <Gap key={it.key} it={it} />
    ))}
  </ul>
);

const Apart = ({ title }: { title: string }) => <h3 class="silver-aside quiet size-15">{title}</h3>;

function Unplanned({ of }: { of: readonly UnplannedLine[] }) {
  if (of.length === 0) return null;
  return (
    <>
      <Apart title="Not planned" />
      <ul class="rows rows--padded">
        {of.map((it) => (
          <li key={it.key}>
            <Icon name="minus" size={18} />
            <span>
              <strong>{it.centre}</strong> {it.words}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Staff short or late, soonest first, those of a centre on standby apart; and the hours that nobody has planned. */
export function GapsPanel() {
  const [all, setAll] = useState(false);
  const lines = gapsNow.value;
  const shown = all ? lines : lines.slice(0, SHOWN);
  const aside = shown.filter((it) => it.aside);
  return (
    <Panel title="Staff gaps" hint="next 24 hours" flush>
      {lines.length === 0 && (
        <EmptyState title="No gaps in planned shifts">They show here when a partner says no or runs late.</EmptyState>
      )}
      <Gaps of={shown.filter((it) => !it.aside)} />
      {aside.length > 0 && <Apart title="On standby" />}
      <Gaps of={aside} />
      {lines.length > SHOWN && (
        <p class="inset rule-above above-0 size-15">
          <LinkButton class="gaps-more" onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${lines.length}`}
          </LinkButton>
        </p>
      )}
      <Unplanned of={unplannedNow.value} />
    </Panel>
  );
}
