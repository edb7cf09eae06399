import { useState } from 'preact/hooks';
import { languageOf } from '../../../shared/languages.ts';
import { LanguageName } from '../../parts/people/LanguageName.tsx';
import { Button } from '../../ui/button.tsx';
import { useModal } from '../../ui/modal.ts';
import { Tag } from '../../ui/tag.tsx';
import { englishWelcome, welcomeIn } from './welcome.ts';

function Card({ tag, phrase, onClose }: { tag: string; phrase: string; onClose: () => void }) {
  const box = useModal(true);
  const { dir } = languageOf(tag);
  return (
    <dialog
      ref={box}
      class="turned turned--card surface-tablet"
      aria-label="Welcome"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <p class="turned__phrase" lang={tag} dir={dir}>
        {phrase}
      </p>
      <div class="turned__foot">
        <Button kind="secondary" icon="chevron-left" onClick={onClose}>
          Staff
        </Button>
        <div>
          <p class="quiet">{englishWelcome}</p>
          {tag !== 'en' && <Tag tone="dashed">Draft words, not checked yet</Tag>}
        </div>
      </div>
    </dialog>
  );
}

/** The second thing to do after a check-in; absent where there are no words in the guest's language. */
export function WelcomeCard({ tag }: { tag: string }) {
  const [shown, show] = useState(false);
  const phrase = welcomeIn(tag);
  if (phrase === null) return null;
  return (
    <li class="answer-card">
      <span class="step-number" aria-hidden="true" />
      <div class="grow">
        <p class="answer-card__title">Show the welcome words</p>
        <p class="quiet">They say we are here to help and that they may leave</p>
      </div>
      <Button kind="secondary" onClick={() => show(true)}>
        <LanguageName tag={tag} />
        <span class="visually-hidden"> welcome words</span>
      </Button>
      {shown && <Card tag={tag} phrase={phrase} onClose={() => show(false)} />}
    </li>
  );
}
