import { useEffect, useState } from 'preact/hooks';
import { presenceMayBecome } from '../../../shared/people.ts';
import { checkLetter, type Scanned } from '../../../shared/references.ts';
import { letterHere } from '../../parts/centres/here.ts';
import { cameraIsAllowed, mayHaveCamera } from '../../parts/scan/camera.ts';
import { TabletNav } from '../../shell/Tablet.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/notice.tsx';
import { Band } from './Band.tsx';
import { takeAnswer, draft, findWearer, go, referenceNow, startPaper, wearer } from './draft.ts';
import { NumberPad, useTyped } from './NumberPad.tsx';
import { isToScan, nextBand } from './numbers.ts';
import { Question } from './Question.tsx';
import { ScanView } from './ScanView.tsx';
import { isSlip, typedReference } from './typing.ts';
import { useScanner } from './useScanner.ts';

type Way = 'offer' | 'scan' | 'type';

/** Whoever went out and is back is found; anyone else is checked in, and asked about where the number is known. */
const claim = (reference: string): void => {
  const known = wearer(reference);
  const { saved, paper } = draft.peek();
  if (known && !saved && !paper && presenceMayBecome(known.presence, 'on_site')) findWearer(reference);
  else takeAnswer({ reference });
};

const take = (it: Scanned): void => {
  if ('reference' in it) claim(it.reference);
  else if (!draft.peek().saved) startPaper(it.form);
};

const heading = (): string => {
  const { saved, paper } = draft.value;
  if (saved) return 'Change the wristband';
  return paper ? `Wristband on form ${paper.form ?? ''}` : 'Check in a guest';
};

function Others({ way, onWay }: { way: Way; onWay: (way: Way) => void }) {
  const { saved, paper } = draft.value;
  return (
    <>
      {way !== 'scan' && mayHaveCamera() && (
        <Button kind="secondary" icon="qr" full onClick={() => onWay('scan')}>
          Scan wristband
        </Button>
      )}
      {way !== 'type' && (
        <Button kind="secondary" icon="keyboard" full onClick={() => onWay('type')}>
          {way === 'offer' ? 'Type another number' : 'Type the number'}
        </Button>
      )}
      {saved && (
        <Button kind="secondary" icon="chevron-left" full onClick={() => go('saved')}>
          Back
        </Button>
      )}
      {!saved && !paper && (
        <>
          <Button kind="secondary" icon="return" full onClick={() => go('find')}>
            Came back? Find them
          </Button>
          <Button kind="secondary" icon="document" full onClick={() => startPaper()}>
            From a paper form
          </Button>
        </>
      )}
      {paper && !saved && (
        <Button kind="secondary" icon="chevron-left" full onClick={() => go('paper')}>
          Back to the form
        </Button>
      )}
    </>
  );
}

function Typing({ onBack }: { onBack: () => void }) {
  const [typed, type] = useTyped(letterHere.value);
  const reference = typedReference(typed);
  const { paper, saved } = draft.value;
  const known = reference !== null && wearer(reference);
  const submit = (event: Event) => {
    event.preventDefault();
    if (reference) takeAnswer({ reference });
  };
  return (
    <form class="scan" onSubmit={submit}>
      <div class="scan__pad">
        <NumberPad typed={typed} onType={type} />
      </div>
      <div class="scan__side">
        <Question class="page-title">{paper && !saved ? heading() : 'Type the number'}</Question>
        <output>
          {isSlip(typed) && (
            <Callout tone="warn" icon="alert" title="Look at the number again">
              <p>The small letter {typed.check} after it does not go with this number.</p>
            </Callout>
          )}
          {!reference && !isSlip(typed) && (
            <p class="quiet">
              {paper
                ? 'Type what is written in its wristband box.'
                : 'It is printed on the wristband, after the letter.'}
            </p>
          )}
          {reference && !known && (
            <p class="quiet">
              A printed band says <b>{reference}</b> and a small <b>{checkLetter(reference)}</b>.
            </p>
          )}
          {known && (
            <Callout tone="warn" icon="alert" title={`${reference} is already here. Came back?`}>
              <p>If this is somebody else, you can carry on.</p>
            </Callout>
          )}
        </output>
        <div class="push-down">
          {known && !paper && (
            <Button kind="secondary" icon="return" full onClick={() => go('find')}>
              They came back
            </Button>
          )}
          <Button type="submit" size="main" full busy={reference === null}>
            Use {reference ?? 'this number'}
          </Button>
          <Button kind="secondary" icon="chevron-left" full onClick={onBack}>
            {paper && !saved ? 'No number on the form' : 'Back'}
          </Button>
        </div>
      </div>
    </form>
  );
}

const offerWords = (): string => {
  const { paper } = draft.value;
  if (paper) return 'Take a new wristband for them, or write the number on one.';
  if (isToScan.value) return 'Scan a printed wristband. No printed one? Write this number on a blank one.';
  return 'Take a wristband from the box. You do not need a name or any papers.';
};

function Offered({ onWay }: { onWay: (way: Way) => void }) {
  const { saved, reference } = draft.value;
  const offered = saved ? nextBand.value : referenceNow.value;
  const caption = isToScan.value ? 'The next number of this tablet' : 'The next wristband in the box';
  return (
    <div class="scan">
      <div class="scan__view">
        <Band reference={offered} />
        <p>{reference ? 'The wristband you chose' : caption}</p>
      </div>
      <div class="scan__side">
        <Question class="page-title">{heading()}</Question>
        <p class="quiet">{offerWords()}</p>
        <div class="push-down">
          <Button size="main" full icon="check" onClick={() => takeAnswer({ reference: offered })}>
            Use {offered}
          </Button>
          <Others way="offer" onWay={onWay} />
        </div>
      </div>
    </div>
  );
}

function Scanning({ onWay }: { onWay: (way: Way) => void }) {
  return (
    <div class="scan">
      <ScanView onRead={take} />
      <div class="scan__side">
        <Question class="page-title">{heading()}</Question>
        <p class="quiet">Scan a wristband from the box. You do not need a name or any papers.</p>
        <div class="push-down">
          <Button kind="secondary" full onClick={() => onWay('offer')}>
            Go on without scanning
          </Button>
          <Others way="scan" onWay={onWay} />
        </div>
      </div>
    </div>
  );
}

/** Which wristband: scanned, the next of the sheet, or one typed. */
export function WristbandStep() {
  const [way, choose] = useState<Way>(draft.value.paper && !draft.value.reference ? 'type' : 'offer');
  useScanner(take);
  useEffect(() => {
    if (!isToScan.peek() || draft.peek().paper || draft.peek().saved) return;
    void cameraIsAllowed().then((allowed) => allowed && choose('scan'));
  }, []);
  return (
    <>
      <main class="check-in check-in--scan" id="main" tabIndex={-1}>
        {way === 'type' && <Typing onBack={() => choose('offer')} />}
        {way === 'offer' && <Offered onWay={choose} />}
        {way === 'scan' && <Scanning onWay={choose} />}
      </main>
      <TabletNav />
    </>
  );
}
