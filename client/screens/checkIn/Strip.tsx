import type { ComponentChildren } from 'preact';
import { LanguageName } from '../../parts/people/LanguageName.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { draft, go, referenceNow, savedGuest, type Step } from './draft.ts';
import { ageWords, needWords } from './words.ts';
import { whenWords } from '../../session/now.ts';

function Answer({ term, step, action = 'Change', children }: Row) {
  const chosen = children !== null;
  return (
    <div>
      <dt class="unseen-phone">{term}</dt>
      <dd class={classes('phone-size-17', !chosen && 'quiet')}>
        <span>{children ?? 'Not yet'}</span>
        {chosen && draft.value.step !== step && (
          <LinkButton onClick={() => go(step)}>
            {action}
            <span class="visually-hidden"> {term.toLowerCase()}</span>
          </LinkButton>
        )}
      </dd>
    </div>
  );
}

interface Row {
  term: string;
  step: Step;
  action?: string;
  children: ComponentChildren;
}

const chosenNeeds = (): string | null => {
  const { needs, step, saved } = draft.value;
  if (saved) return needs.length === 0 ? 'Nothing' : needWords(needs);
  if (needs.length === 0) return null;
  return step === 'needs' ? `${needs.length} chosen` : needWords(needs);
};

/** What has been answered, each with a way back. */
export function Strip({ onAddNeed }: { onAddNeed?: () => void }) {
  const { saved, step, paper, ...rest } = draft.value;
  const tag = savedGuest.value?.language ?? rest.language;
  const band = savedGuest.value?.ageBand ?? rest.ageBand;
  const needs = chosenNeeds();
  return (
    <aside class="flow-strip" aria-label="What you have so far">
      <div class="ref-box">
        <span class="unseen-portrait size-16 quiet">Wristband</span>
        <span class="ref-box__ref">{referenceNow.value}</span>
        {step !== 'wristband' && (
          <LinkButton onClick={() => go('wristband')}>
            Change<span class="visually-hidden"> wristband</span>
          </LinkButton>
        )}
      </div>
      {paper?.writtenAt && (
        <p class="paper-note above-8 size-17 semi quiet">
          Paper form {paper.form}, {whenWords(paper.writtenAt)}
        </p>
      )}
      <dl class="answer-strip">
        <Answer term="Language" step="language">
          {tag && <LanguageName tag={tag} />}
        </Answer>
        <Answer term="Adult or child" step="age">
          {band && ageWords[band]}
        </Answer>
        <div class={saved ? undefined : 'off-portrait'}>
          <dt class="unseen-phone">Needs now</dt>
          <dd class={classes('phone-size-17', needs === null && 'quiet')}>
            <span>{needs ?? 'Not yet'}</span>
            {saved && onAddNeed && (
              <LinkButton onClick={onAddNeed}>
                Add<span class="visually-hidden"> a need</span>
              </LinkButton>
            )}
          </dd>
        </div>
      </dl>
      <p class="off-portrait above-auto size-17 quiet">No name or papers needed</p>
    </aside>
  );
}
