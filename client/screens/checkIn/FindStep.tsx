import { useState } from 'preact/hooks';
import { LanguageName } from '../../parts/people/LanguageName.tsx';
import { type PersonRow, presenceMayBecome } from '../../../shared/people.ts';
import type { Scanned } from '../../../shared/references.ts';
import { UnknownGuestDialog } from '../../parts/people/UnknownGuestDialog.tsx';
import { letterHere } from '../../parts/centres/here.ts';
import { mayHaveCamera } from '../../parts/scan/camera.ts';
import { changedHere, changePresence } from '../../parts/people/presence.ts';
import { PresenceTold } from '../../parts/people/PresenceTold.tsx';
import { cameShort, presenceWords } from '../../parts/people/words.ts';
import { isPartial } from '../../data/partial.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/notice.tsx';
import { FlowFoot } from '../../ui/shell/BottomNav.tsx';
import { draft, go, nextGuest, wearer } from './draft.ts';
import { NumberPad, useTyped } from './NumberPad.tsx';
import { Question } from './Question.tsx';
import { ScanView } from './ScanView.tsx';
import { typedReference } from './typing.ts';
import { useScanner } from './useScanner.ts';
import { ageWords } from './words.ts';

function Found({ guest, onBack }: { guest: PersonRow; onBack: () => Promise<unknown> }) {
  return (
    <div class="found">
      <div class="row wrap">
        <div class="ref-box ref-box--desk">
          <span class="ref-box__ref">{guest.reference}</span>
        </div>
        <div>
          <p class="strong">{presenceWords[guest.presence]}</p>
          {!isPartial(guest) && (
            <p>
              <LanguageName tag={guest.language} /> · {ageWords[guest.ageBand]} · first came at {cameShort(guest)}
            </p>
          )}
        </div>
      </div>
      {presenceMayBecome(guest.presence, 'on_site') ? (
        <Button size="main" full icon="return" acts={onBack}>
          They are back
        </Button>
      ) : (
        <p>Nothing to do: they are recorded as here.</p>
      )}
    </div>
  );
}

function Unknown({ reference }: { reference: string }) {
  const [asked, ask] = useState(false);
  const [kept, setKept] = useState(false);
  if (kept) {
    return (
      <Callout tone="ok" icon="check" title="Saved on this tablet">
        <p>{reference}: not heard from the other tablet yet. What you said is done as soon as it is.</p>
      </Callout>
    );
  }
  const done = () => {
    ask(false);
    setKept(true);
  };
  return (
    <>
      <Callout tone="info" icon="info" title={`This tablet knows nobody with ${reference}`}>
        <p>Look at the number again. If it is right, another tablet may have checked them in.</p>
        <div class="btn-row">
          <Button kind="secondary" onClick={() => ask(true)}>
            Say something about {reference}
          </Button>
        </div>
      </Callout>
      {asked && <UnknownGuestDialog reference={reference} onClose={() => ask(false)} onKept={done} />}
    </>
  );
}

function Result({ reference }: { reference: string }) {
  const guest = wearer(reference);
  const [done, finish] = useState(false);
  if (!guest) return <Unknown reference={reference} />;
  const changed = changedHere(guest.id);
  const back = async () => {
    if (await changePresence(guest, 'on_site')) finish(true);
  };
  if (done && changed?.as === 'made') {
    return (
      <>
        <Callout tone="ok" icon="check" title={`${reference} is back`}>
          <p>Saved on this tablet. It will send by itself.</p>
        </Callout>
        <PresenceTold changed={changed} />
      </>
    );
  }
  return (
    <>
      {done && <PresenceTold changed={changed} />}
      <Found guest={guest} onBack={back} />
    </>
  );
}

/** Someone who went out or left comes in again: found by their wristband, never by name. */
export function FindStep() {
  const [typed, type] = useTyped(letterHere.value);
  const [scans, setScans] = useState(false);
  const [read, setRead] = useState(draft.value.reference);
  const reference = typedReference(typed) ?? read;
  const take = (it: Scanned) => {
    setScans(false);
    if ('reference' in it) setRead(it.reference);
    type({ letter: typed.letter, digits: '', check: '' });
  };
  useScanner(take);
  return (
    <>
      <main class="check-in check-in--scan" id="main" tabIndex={-1}>
        <div class="scan">
          {scans ? (
            <ScanView onRead={take} />
          ) : (
            <div class="scan__pad">
              <NumberPad typed={typed} onType={type} />
            </div>
          )}
          <div class="scan__side">
            <Question class="page-title">Came back? Find them</Question>
            <p class="quiet">Scan their wristband, or type its number.</p>
            <output>{reference && <Result key={reference} reference={reference} />}</output>
            <div class="push-down">
              {(scans || mayHaveCamera()) && (
                <Button kind="secondary" icon={scans ? 'keyboard' : 'qr'} full onClick={() => setScans(!scans)}>
                  {scans ? 'Type the number' : 'Scan wristband'}
                </Button>
              )}
            </div>
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
