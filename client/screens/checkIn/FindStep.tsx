import { useState } from 'preact/hooks';
import { languageOf } from '../../../shared/languages.ts';
import { type PersonRow, presenceMayBecome, setPresence } from '../../../shared/people.ts';
import { centreHere } from '../../app/parts/here.ts';
import { presenceWords } from '../../app/parts/words.ts';
import { submit } from '../../data/outbox.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/panel.tsx';
import { FlowFoot } from '../../ui/shell/BottomNav.tsx';
import { clockTime } from '../../ui/time.ts';
import { draft, go, nextGuest, wearer } from './draft.ts';
import { NumberPad, typedReference, useTyped } from './NumberPad.tsx';
import { Question } from './Question.tsx';
import { ageWords } from './words.ts';

type Outcome = { reference: string; words: string } | null;

const welcomeBack = async (guest: PersonRow): Promise<void> => {
  const { operationId, id: personId, rowVersion: baseVersion } = guest;
  await submit(setPresence, { operationId, personId, to: 'on_site', baseVersion });
};

function Found({ guest, onBack }: { guest: PersonRow; onBack: () => void }) {
  const language = languageOf(guest.language);
  return (
    <div class="found">
      <div class="row wrap">
        <div class="ref-box ref-box--desk">
          <span class="ref-box__ref">{guest.reference}</span>
        </div>
        <div>
          <p class="strong">{presenceWords[guest.presence]}</p>
          <p>
            <span lang={language.tag} dir={language.dir}>
              {language.own}
            </span>{' '}
            · {ageWords[guest.ageBand]} · first came at {clockTime(guest.arrivedAt)}
          </p>
        </div>
      </div>
      {presenceMayBecome(guest.presence, 'on_site') ? (
        <Button size="main" full icon="return" onClick={onBack}>
          They are back
        </Button>
      ) : (
        <p>Nothing to do: they are recorded as here.</p>
      )}
    </div>
  );
}

function Result({ reference }: { reference: string }) {
  const guest = wearer(reference);
  const [done, finish] = useState<Outcome>(null);
  if (done?.reference === reference) {
    return (
      <Callout tone="ok" icon="check" title={`${reference} is back`}>
        <p>Saved on this tablet. It will send by itself.</p>
      </Callout>
    );
  }
  if (!guest) {
    return (
      <Callout tone="info" icon="info" title={`Nobody at this centre has ${reference}`}>
        <p>Look at the number again. If it is right, check them in as a new guest.</p>
      </Callout>
    );
  }
  const back = () => void welcomeBack(guest).then(() => finish({ reference, words: 'back' }));
  return <Found guest={guest} onBack={back} />;
}

/** Someone who went out or left comes in again: found by their wristband, never by name. */
export function FindStep() {
  const [typed, type] = useTyped(centreHere.value?.sheetLetter ?? 'A');
  const reference = typedReference(typed) ?? draft.value.reference;
  return (
    <>
      <main class="check-in check-in--scan" id="main" tabIndex={-1}>
        <div class="scan">
          <div class="scan__pad">
            <NumberPad typed={typed} onType={type} />
          </div>
          <div class="scan__side">
            <Question class="page-title">Came back? Find them</Question>
            <p class="scan__words">Type the number on their wristband.</p>
            <output>{reference && <Result key={reference} reference={reference} />}</output>
          </div>
        </div>
      </main>
      <FlowFoot
        start={
          <Button kind="secondary" icon="chevron-left" onClick={() => go('wristband')}>
            Back
          </Button>
        }
      >
        <Button kind="secondary" onClick={nextGuest}>
          Check in someone new
        </Button>
      </FlowFoot>
    </>
  );
}
