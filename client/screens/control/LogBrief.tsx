import { centrePath, logHere } from '../../parts/centres/here.ts';
import { LogBox, LogLines } from '../../parts/log/LogPanel.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';

const SHOWN = 30;

/** The latest of the log, with a box always open. */
export function LogBrief() {
  const entries = logHere.value;
  return (
    <Panel
      title="Log"
      hint="latest first"
      fill
      flush
      textOnly={entries.length > 0}
      actions={<a href={`${centrePath.value}/log`}>Whole log</a>}
      foot={<LogBox />}
    >
      {entries.length === 0 && <EmptyState title="Nothing in the log yet">Write the first line below.</EmptyState>}
      <LogLines entries={entries.slice(0, SHOWN)} />
    </Panel>
  );
}
