import { useState } from 'preact/hooks';
import { languagesFor } from '../../../shared/languages.ts';
import { operationHere } from '../../parts/centres/here.ts';
import { useMedia } from '../../ui/useMedia.ts';
import { Button } from '../../ui/button.tsx';
import { FlowFoot } from '../../ui/shell/BottomNav.tsx';
import { takeAnswer, draft, go, mark } from './draft.ts';
import { Known } from './Known.tsx';
import { LanguageTiles } from './LanguageTiles.tsx';
import { Question } from './Question.tsx';
import { Strip } from './Strip.tsx';
import { TurnToGuest } from './TurnToGuest.tsx';

/** Whole rows of tiles: four across, or three where the tablet is upright. */
const WIDE = 16;
const UPRIGHT = 18;

/** Which language. Expected ones first; the guest may point. */
export function LanguageStep() {
  const [all, showAll] = useState(false);
  const [turned, turn] = useState(false);
  const expected = (operationHere.value?.languages ?? []).map((it) => it.tag);
  const offered = languagesFor(expected);
  const { language, saved } = draft.value;
  const count = useMedia('(max-width: 1023px)') ? UPRIGHT : WIDE;
  const isHidden = offered.slice(count).some((it) => it.tag === language);
  const shown = all || isHidden ? offered : offered.slice(0, count);
  const next = () => language !== null && takeAnswer({ language });
  return (
    <>
      <main class="flow check-in" id="main" tabIndex={-1}>
        <Strip />
        <div class="flow-main">
          <Known />
          <div class="row row--between row--top">
            <div>
              <Question>Which language?</Question>
              <p class="flow-hint">They can point to it.{expected.length > 0 && ' Expected today are first.'}</p>
            </div>
            <Button
              kind="secondary"
              icon="return"
              class="turn-button nowrap phone-size-16 phone-wraps"
              onClick={() => turn(true)}
            >
              Turn to guest
            </Button>
          </div>
          <LanguageTiles id="language" offered={shown} chosen={language} onMark={mark} onSay={takeAnswer} />
        </div>
      </main>
      <FlowFoot
        start={
          <Button kind="secondary" icon="chevron-left" onClick={() => go(saved ? 'saved' : 'wristband')}>
            Back
          </Button>
        }
      >
        {shown.length < offered.length && (
          <Button kind="secondary" onClick={() => showAll(true)}>
            {offered.length - shown.length} more
          </Button>
        )}
        <Button kind="secondary" onClick={() => takeAnswer({ language: 'und' })}>
          Not sure yet
        </Button>
        {language !== null && <Button onClick={next}>Next</Button>}
      </FlowFoot>
      <TurnToGuest
        open={turned}
        onClose={() => turn(false)}
        offered={offered}
        onSay={(tag) => {
          turn(false);
          takeAnswer({ language: tag });
        }}
      />
    </>
  );
}
