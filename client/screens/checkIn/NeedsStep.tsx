import { useState } from 'preact/hooks';
import { needKinds, type NeedKindName } from '../../../shared/needs.ts';
import { doorNeeds } from '../../parts/needs/doorNeeds.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { FlowFoot } from '../../ui/shell/BottomNav.tsx';
import { Tile, TileGrid } from '../../ui/tile.tsx';
import { savingSlowly, draft, go, save, setNeeds } from './draft.ts';
import { Known } from './Known.tsx';
import { Question } from './Question.tsx';
import { Strip } from './Strip.tsx';

const toggle = (kind: NeedKindName, on: boolean): void => {
  const others = draft.peek().needs.filter((it) => it !== kind);
  setNeeds(on ? [...others, kind] : others);
};

export function NeedsStep() {
  const [nudged, nudge] = useState(false);
  const { needs } = draft.value;
  const none = needs.length === 0;
  const finish = () => (none ? nudge(true) : void save());
  return (
    <>
      <main class="flow check-in" id="main" tabIndex={-1}>
        <Strip />
        <div class="flow-main">
          <Known />
          <Question>What do they need now?</Question>
          <p class="flow-hint">
            Ask only about now. <Icon name="bell" size={18} /> goes on the lead’s list once it is sent.
          </p>
          <TileGrid legend="Needs now. Choose any">
            {doorNeeds.map(({ kind, title, pictogram }) => (
              <Tile
                key={kind}
                type="checkbox"
                name="needs"
                value={kind}
                title={title}
                pictogram={pictogram}
                alerts={needKinds[kind].alerts === true}
                checked={needs.includes(kind)}
                onChange={(on) => toggle(kind, on)}
              />
            ))}
          </TileGrid>
          <output class="needs-nudge block above-6 semi">
            {nudged && none && 'Choose what they need, or press Nothing right now.'}
          </output>
        </div>
      </main>
      <FlowFoot
        start={
          <Button kind="secondary" icon="chevron-left" onClick={() => go('age')}>
            Back
          </Button>
        }
      >
        <Button kind="secondary" busy={savingSlowly.value || !none} onClick={() => void save([])}>
          Nothing right now
        </Button>
        <Button icon="check" class="flow-next" busy={savingSlowly.value} onClick={finish}>
          Save
        </Button>
      </FlowFoot>
    </>
  );
}
