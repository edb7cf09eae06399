import { languageOf } from '../../../shared/languages.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Facts } from '../../ui/panel.tsx';
import { FlowFoot } from '../../ui/shell/BottomNav.tsx';
import { draft, go, referenceNow, save } from './draft.ts';
import { Question } from './Question.tsx';
import { ageWords, needWords } from './words.ts';

/** The one page that must never be mistaken for the other: this guest is on paper or nowhere. */
export function NotSaved() {
  const { language, ageBand, needs, saving } = draft.value;
  return (
    <>
      <main class="check-in check-in--lost" id="main" tabIndex={-1}>
        <div role="alert">
          <Question>
            <Icon name="alert" size={32} /> NOT saved. Write it on paper form 12
          </Question>
          <p class="flow-hint">This tablet could not keep it. Copy this down before you press anything.</p>
        </div>
        <Facts
          items={[
            { term: 'Wristband', value: referenceNow.value },
            { term: 'Language', value: languageOf(language ?? 'und').english },
            { term: 'Adult or child', value: ageWords[ageBand ?? 'unsure'] },
            { term: 'Needs now', value: needs.length > 0 ? needWords(needs) : 'Nothing' },
          ]}
        />
      </main>
      <FlowFoot
        start={
          <Button kind="secondary" icon="chevron-left" onClick={() => go('needs')}>
            Back
          </Button>
        }
      >
        <Button kind="warning" busy={saving} onClick={() => void save()}>
          Try again
        </Button>
      </FlowFoot>
    </>
  );
}
