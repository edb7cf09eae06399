import { useEffect, useRef, useState } from 'preact/hooks';
import { CODE_LENGTH } from '../../../shared/tablets.ts';
import { mayHaveCamera } from '../../parts/scan/camera.ts';
import { othersWaiting, waiting } from '../../data/outboxState.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Callout } from '../../ui/notice.tsx';
import { TabletBar } from '../../ui/shell/TabletBar.tsx';
import { useSetUp } from './model.ts';
import { Scan } from './Scan.tsx';
import './setUp.scss';

type Model = ReturnType<typeof useSetUp>;

function Code({ model }: { model: Model }) {
  const [scanning, scan] = useState(false);
  const { code, brought, setCode, fault, busy, send } = model;
  // What somebody said in an account of their own waits for them.
  const left = waiting.value - othersWaiting.value;
  return (
    <main class="set-up" id="main" tabIndex={-1}>
      <h1 class="page-title">Set up this tablet</h1>
      <p>The manager of the centre stands next to you and opens “Set up a tablet” on their own screen.</p>
      {brought && (
        <Callout tone="info" icon="qr" title="The code came with the link">
          <p>Nothing happens until you press Go on. It makes this device a shared tablet of the centre.</p>
        </Callout>
      )}
      {left > 0 && (
        <Callout tone="info" icon="tablet-check" title={`What waits on this tablet (${left}) is safe`}>
          <p>Once the tablet is set up, it goes to the manager to look at.</p>
        </Callout>
      )}
      {scanning ? (
        <Scan
          onClose={() => scan(false)}
          onFound={(text) => {
            scan(false);
            void send(text);
          }}
        />
      ) : (
        <form
          noValidate
          class="pile gap-22"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void send(code);
          }}
        >
          <TextField
            kept={false}
            id="code"
            label="Code from the manager’s screen"
            hint="Ten letters and digits, such as MQR7 2HX9 TD"
            class="set-up__code"
            value={code}
            error={fault ?? undefined}
            onInput={(text) => setCode(text.toUpperCase().slice(0, CODE_LENGTH + 4))}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
          />
          <div class="btn-row">
            <Button type="submit" size="main" busy={busy}>
              Go on
            </Button>
            {mayHaveCamera() && (
              <Button kind="secondary" size="main" icon="camera" onClick={() => scan(true)}>
                Scan the code
              </Button>
            )}
          </div>
        </form>
      )}
      <p>
        <a class="tall-link" href="/">
          This is not a shared tablet: sign in
        </a>
      </p>
    </main>
  );
}

function Digits({ digits, onStop }: { digits: string; onStop: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main class="set-up centre" id="main" tabIndex={-1}>
      <div class="set-up__match size-22">
        <h1 class="size-24" ref={heading} tabIndex={-1}>
          Show this to the manager, in person
        </h1>
        <p class="set-up__digits">{digits}</p>
        <output>Waiting for them to press Yes</output>
      </div>
      <p class="quiet">
        This tablet will only work for this centre, until it closes. If the manager is not next to you, press Stop.
      </p>
      <Button kind="secondary" size="main" full onClick={onStop}>
        Stop
      </Button>
    </main>
  );
}

/** A browser becomes one centre's tablet: a code, two digits compared in person, and the manager's Yes. */
export function SetUp() {
  const model = useSetUp();
  useEffect(() => {
    document.title = 'Set up this tablet · Haven';
  }, []);
  return (
    <div class="shell surface-tablet">
      <TabletBar place="Haven" right={<span class="size-17">This tablet is not set up</span>} online waiting={0} />
      {model.asking ? <Digits digits={model.asking.digits} onStop={() => void model.halt()} /> : <Code model={model} />}
    </div>
  );
}
