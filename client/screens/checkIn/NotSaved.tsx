import { LanguageName } from '../../parts/people/LanguageName.tsx';
import { mayBeChild } from '../../../shared/people.ts';
import { nobodyTold } from '../../parts/attention/leadTold.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FlowFoot } from '../../ui/shell/BottomNav.tsx';
import { savingSlowly, draft, go, referenceNow, save } from './draft.ts';
import { nextForm } from './numbers.ts';
import { Question } from './Question.tsx';
import { ageWords, alerting, needWords } from './words.ts';

const where = (): string => {
  const { paper } = draft.value;
  if (paper?.form) return `It is still on paper form ${paper.form}`;
  return nextForm.value === null ? 'Write it on a paper form' : `Write it on paper form ${nextForm.value}`;
};

/** The one page that must never be mistaken for the other: this guest is on paper or nowhere. */
export function NotSaved() {
  const { language, ageBand, needs } = draft.value;
  return (
    <>
      <main class="check-in check-in--lost" id="main" tabIndex={-1}>
        <div role="alert">
          <Question>
            <Icon name="alert" size={32} /> NOT saved. {where()}
          </Question>
          <p class="flow-hint">
            {draft.value.paper
              ? 'This tablet could not keep it. Put the form back with those still to key in.'
              : 'This tablet could not keep it. Copy this down before you press anything.'}
          </p>
          {(mayBeChild(ageBand ?? 'unsure') || alerting(needs).length > 0) && (
            <p class="flow-hint strong">{nobodyTold}</p>
          )}
        </div>
        <Facts
          items={[
            { term: 'Wristband', value: referenceNow.value },
            { term: 'Language', value: <LanguageName tag={language ?? 'und'} /> },
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
        <Button kind="warning" busy={savingSlowly.value} onClick={() => void save()}>
          Try again
        </Button>
      </FlowFoot>
    </>
  );
}
