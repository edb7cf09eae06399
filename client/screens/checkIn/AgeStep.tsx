import type { AgeBand } from '../../../shared/people.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { FlowFoot } from '../../ui/shell/BottomNav.tsx';
import { Tile, TileGrid } from '../../ui/tile.tsx';
import { takeAnswer, draft, go, mark } from './draft.ts';
import { Known } from './Known.tsx';
import { Question } from './Question.tsx';
import { Strip } from './Strip.tsx';
import { useSteering } from './useSteering.ts';
import { ageWords } from './words.ts';

const tiles = [
  { band: 'adult', sub: '18 or over' },
  { band: 'child', sub: 'under 18' },
  { band: 'unsure', sub: 'treated as a child for now' },
] as const satisfies readonly { band: AgeBand; sub: string }[];

function Tiles() {
  const { steered, handlers } = useSteering();
  const { ageBand } = draft.value;
  const submit = (event: Event) => {
    event.preventDefault();
    if (ageBand) takeAnswer({ ageBand });
  };
  return (
    <form onSubmit={submit} {...handlers}>
      <TileGrid legend="Adult or child. Choosing one goes on to the next question" columns={3} class="age-tiles">
        {tiles.map(({ band, sub }) => (
          <Tile
            key={band}
            type="radio"
            name="age"
            value={band}
            big
            title={ageWords[band]}
            sub={sub}
            pictogram={band}
            checked={band === ageBand}
            onChange={() => undefined}
            onPress={() => (steered() ? mark : takeAnswer)({ ageBand: band })}
          />
        ))}
      </TileGrid>
      <button type="submit" class="visually-hidden" tabIndex={-1}>
        Next
      </button>
    </form>
  );
}

export function AgeStep() {
  const { ageBand, saved } = draft.value;
  return (
    <>
      <main class="flow check-in" id="main" tabIndex={-1}>
        <Strip />
        <div class="flow-main">
          <Known />
          <Question>Adult or child?</Question>
          <p class="flow-hint">
            Go by what they say or how they seem. Do not ask for papers. If you wonder, choose <b>Not sure</b>.
          </p>
          <Tiles />
          <p class="row age-note">
            <Icon name="bell" size={24} />
            <span>
              <b>Child</b> or <b>Not sure</b> goes on the lead’s list once it is sent. With no signal, tell the lead in
              person. Stay with them.
            </span>
          </p>
        </div>
      </main>
      <FlowFoot
        start={
          <Button kind="secondary" icon="chevron-left" onClick={() => go(saved ? 'saved' : 'language')}>
            Back
          </Button>
        }
      >
        {ageBand && <Button onClick={() => takeAnswer({ ageBand })}>Next</Button>}
      </FlowFoot>
    </>
  );
}
