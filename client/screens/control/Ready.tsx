import { useState } from 'preact/hooks';
import { type ReadinessItem, readinessItems, readinessNames } from '../../../shared/centres.ts';
import { centreHere } from '../../parts/centres/here.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { can } from '../../session/session.ts';
import { online } from '../../data/connection.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTicks } from './useTicks.ts';

const open = (item: ReadinessItem): boolean => centreHere.value?.ready[item] !== true;

/** The twelve items; ticking one says so at once. */
function Checklist() {
  const { ticked, tick, refused } = useTicks();
  const may = can('centres.change') && online.value;
  return (
    <>
      <Refusal refused={refused} />
      <ul class="checklist">
        {readinessNames.map((item) => (
          <li key={item} class="row row--between">
            <Checkbox
              class="grow flat"
              kept={false}
              id={`ready-${item}`}
              label={readinessItems[item].title}
              checked={ticked(item)}
              disabled={!may}
              onChange={(on) => tick(item, on)}
            />
            {readinessItems[item].needed && !ticked(item) && <Tag tone="warn">Needed to open</Tag>}
          </li>
        ))}
      </ul>
    </>
  );
}

const done = (): string => {
  const left = readinessNames.filter(open).length;
  return `${readinessNames.length - left} of ${readinessNames.length}`;
};

function Brief({ onOpen }: { onOpen: () => void }) {
  const left = readinessNames
    .filter(open)
    .toSorted((a, b) => Number(readinessItems[b].needed) - Number(readinessItems[a].needed));
  return (
    <>
      <ul class="pile gap-4 below-6">
        {left.slice(0, 3).map((item) => (
          <li key={item} class="row gap-8 row--top warn-text">
            <Icon name="alert" size={18} />
            {readinessItems[item].title}: not yet
          </li>
        ))}
      </ul>
      {left.length === 0 && <p class="ok-text">Everything is ready.</p>}
      {left.length > 3 && <p class="quiet">and {left.length - 3} more</p>}
      <LinkButton onClick={onOpen}>Open the checklist</LinkButton>
    </>
  );
}

/** What must be in place before doors open. `brief` names what is still open and keeps the list behind a link. */
export function Ready({ brief }: { brief?: boolean }) {
  const [shown, show] = useState(false);
  if (!brief) {
    return (
      <Panel title="Ready to run" hint="tick what is in place" actions={<strong>{done()}</strong>} fill>
        <Checklist />
      </Panel>
    );
  }
  return (
    <Panel title="Ready to run" actions={<strong>{done()}</strong>} class="ready-panel">
      <Brief onOpen={() => show(true)} />
      <Dialog
        about={null}
        open={shown}
        title={`Ready to run, ${done()}`}
        onClose={() => show(false)}
        foot={<Button onClick={() => show(false)}>Back to the overview</Button>}
      >
        <Checklist />
      </Dialog>
    </Panel>
  );
}
