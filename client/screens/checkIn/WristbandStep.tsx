import { useState } from 'preact/hooks';
import { TabletNav } from '../../app/shell/Tablet.tsx';
import { centreHere } from '../../app/parts/here.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/panel.tsx';
import { Band } from './Band.tsx';
import { draft, go, nextOnSheet, referenceNow, say, wearer } from './draft.ts';
import { NumberPad, typedReference, useTyped } from './NumberPad.tsx';
import { Question } from './Question.tsx';

function Typing({ onBack }: { onBack: () => void }) {
  const [typed, type] = useTyped(centreHere.value?.sheetLetter ?? 'A');
  const reference = typedReference(typed);
  const known = reference !== null && wearer(reference);
  const submit = (event: Event) => {
    event.preventDefault();
    if (reference) say({ reference });
  };
  return (
    <form class="scan" onSubmit={submit}>
      <div class="scan__pad">
        <NumberPad typed={typed} onType={type} />
      </div>
      <div class="scan__side">
        <Question class="page-title">Type the number</Question>
        <p class="scan__words">It is printed on the wristband, after the letter.</p>
        <output>
          {known && (
            <Callout tone="warn" icon="alert" title={`${reference} is already here. Came back?`}>
              <p>If this is somebody else, you can carry on.</p>
            </Callout>
          )}
        </output>
        <div class="push-down">
          {known && (
            <Button kind="secondary" icon="return" full onClick={() => go('find')}>
              They came back
            </Button>
          )}
          <Button type="submit" size="main" full busy={reference === null}>
            Use {reference ?? 'this number'}
          </Button>
          <Button kind="secondary" icon="chevron-left" full onClick={onBack}>
            Back
          </Button>
        </div>
      </div>
    </form>
  );
}

function Offered({ onType }: { onType: () => void }) {
  const { saved, reference } = draft.value;
  const offered = saved ? nextOnSheet.value : referenceNow.value;
  return (
    <div class="scan">
      <div class="scan__view">
        <Band reference={offered} />
        <p>{reference ? 'The wristband you chose' : 'The next wristband in the box'}</p>
      </div>
      <div class="scan__side">
        <Question class="page-title">{saved ? 'Change the wristband' : 'Check in a guest'}</Question>
        <p class="scan__words">Take a wristband from the box. You do not need a name or any papers.</p>
        <div class="push-down">
          <Button size="main" full icon="check" onClick={() => say({ reference: offered })}>
            Use {offered}
          </Button>
          <Button kind="secondary" icon="keyboard" full onClick={onType}>
            Type another number
          </Button>
          {saved ? (
            <Button kind="secondary" icon="chevron-left" full onClick={() => go('saved')}>
              Back
            </Button>
          ) : (
            <Button kind="secondary" icon="return" full onClick={() => go('find')}>
              Came back? Find them
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}

/** Which wristband: the next of the sheet, or one typed. */
export function WristbandStep() {
  const [typing, setTyping] = useState(false);
  return (
    <>
      <main class="check-in check-in--scan" id="main" tabIndex={-1}>
        {typing ? <Typing onBack={() => setTyping(false)} /> : <Offered onType={() => setTyping(true)} />}
      </main>
      <TabletNav />
    </>
  );
}
