import { useState } from 'preact/hooks';
import type { LogRow } from '../../../shared/log.ts';
import { byId } from '../../data/store.ts';
import { whenWords } from '../../session/now.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { decisions } from './model.ts';

const SHOWN = 5;

const corrected = (it: LogRow): string => {
  const earlier = it.corrects ? byId.logEntry.value.get(it.corrects)?.decision : null;
  return earlier ? ` (corrects ${earlier})` : '';
};

function Decision({ it }: { it: LogRow }) {
  return (
    <li class="silver-decision">
      <time class="firm strong" dateTime={it.occurredAt}>
        {whenWords(it.occurredAt)}
      </time>
      <details class="grow">
        <summary>
          {it.decision}. {it.text}
          {corrected(it)}
        </summary>
        <p class="quiet above-4">
          {it.reason ? `Because: ${it.reason}. ` : ''}
          {it.author}
        </p>
      </details>
    </li>
  );
}

/** Decisions, latest first; each opens to its reason. */
export function Decisions() {
  const [all, setAll] = useState(false);
  const list = decisions.value;
  return (
    <Panel title="Latest decisions" flush id="decisions">
      {list.length === 0 && (
        <EmptyState title="No decision yet">A planner’s or manager’s decisions show here.</EmptyState>
      )}
      <ul class="rows rows--padded">
        {(all ? list : list.slice(0, SHOWN)).map((it) => (
          <Decision key={it.id} it={it} />
        ))}
      </ul>
      {list.length > SHOWN && (
        <p class="inset rule-above above-0 size-15">
          <LinkButton onClick={() => setAll(!all)}>{all ? 'Show fewer' : `Show all ${list.length}`}</LinkButton>
        </p>
      )}
    </Panel>
  );
}
