import { type ComponentChildren, render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { CODE_LENGTH, pairingCode } from '../../../shared/tablets.ts';
import type { WallEnd } from '../../../shared/walls.ts';
import { whenWords } from '../../session/now.ts';
import { noSignal } from '../../session/session.ts';
import { type Ended, endWall, openWall, startWallSession, wallNow } from '../../session/wallSession.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { LoadingBars } from '../../ui/notice.tsx';
import { useOrder } from './useOrder.ts';
import { Wall } from './Wall.tsx';

/** To be read, where no wall is shown. */
function Page({ children }: { children: ComponentChildren }) {
  useEffect(() => {
    document.title = 'Wall · Haven';
  }, []);
  return (
    <main class="sheet" id="main">
      <div class="sheet-main">{children}</div>
    </main>
  );
}

/** A link from the screen that started the wall brings its code along, behind the `#`. */
const codeInLink = (): string | null => {
  const parsed = pairingCode.safeParse(location.hash.slice(1));
  if (location.hash !== '') history.replaceState(null, '', location.pathname);
  return parsed.success ? parsed.data : null;
};

function CodeForm() {
  const { busy, fault, setFault, send } = useOrder();
  const [code, setCode] = useState('');
  const give = (text: string): void => {
    const parsed = pairingCode.safeParse(text);
    if (parsed.success) void send(openWall(parsed.data));
    else setFault('Type the ten letters and digits of the code');
  };
  useEffect(() => {
    const brought = codeInLink();
    if (brought) give(brought);
  }, []);
  return (
    <form
      noValidate
      class="sheet-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) give(code);
      }}
    >
      <TextField
        kept={false}
        id="wall-code"
        label="Code of the wall"
        hint="Ten letters and digits, such as MQR7 2HX9 TD"
        value={code}
        error={fault ?? undefined}
        onInput={(text) => setCode(text.toUpperCase().slice(0, CODE_LENGTH + 4))}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
      />
      <Button type="submit" busy={busy}>
        Show it here
      </Button>
    </form>
  );
}

const endWords: Record<WallEnd, string> = {
  command: 'Silver command or a planner ended it',
  screen: 'It was ended at this screen',
  operation: 'The operation was closed',
  starter: 'Whoever started it may not show it any more',
};

function NoWall({ ended }: { ended: Ended | null }) {
  return (
    <Page>
      <h1 class="page-title">{ended ? 'This wall has ended' : 'Show a wall on this screen'}</h1>
      {ended && (
        <p>
          {endWords[ended.by]}, at {whenWords(ended.at)}. Nothing of it is left here.
        </p>
      )}
      <p>
        {ended ? 'To show another, silver' : 'Silver'} command or a planner opens “Walls” in Haven, starts one and reads
        out its code.
      </p>
      <CodeForm />
      <p>
        <a class="tall-link" href="/" target="_top">
          Sign in instead
        </a>
      </p>
    </Page>
  );
}

/** Asks once more: it comes back by another code only. */
function EndTool() {
  const { busy, fault, send } = useOrder();
  const [asking, ask] = useState(false);
  if (!asking) {
    return (
      <Button kind="secondary" size="small" onClick={() => ask(true)}>
        End this wall
      </Button>
    );
  }
  return (
    <>
      <span role="alert">{fault ?? 'It comes back by a new code only.'}</span>
      <Button kind="warning" size="small" busy={busy} onClick={() => void send(endWall())}>
        End it
      </Button>
      <Button kind="secondary" size="small" onClick={() => ask(false)}>
        Leave it on
      </Button>
    </>
  );
}

const NoSignal = () => (
  <Page>
    <h1 class="page-title">No signal</h1>
    <p>This page opens by itself when the signal is back.</p>
  </Page>
);

/** A window that is a wall and nothing else, or is about to be one. */
function OwnWall() {
  const it = wallNow.value;
  const on = it.state === 'on';
  useEffect(() => {
    if (on) document.title = 'Wall · Haven';
  }, [on]);
  if (it.state === 'asking') return noSignal.value ? <NoSignal /> : <LoadingBars />;
  if (it.state !== 'on') return <NoWall ended={it.state === 'ended' ? it : null} />;
  return <Wall tool={<EndTool />} />;
}

export const showWall = (root: HTMLElement): void => {
  void startWallSession();
  render(<OwnWall />, root);
};
