import { useEffect, useState } from 'preact/hooks';
import { CODE_LENGTH, pairingCode } from '../../../shared/tablets.ts';
import type { WallEnd } from '../../../shared/walls.ts';
import { ApiProblem } from '../../data/api.ts';
import { whenWords } from '../../session/now.ts';
import { noSignal } from '../../session/session.ts';
import { endWall, type Ended, openWall, startWallSession, wallNow } from '../../session/wallSession.ts';
import { Plain } from '../../shell/Plain.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { LoadingBars } from '../../ui/notice.tsx';
import { Wall } from './Wall.tsx';

const refusalWords = ({ body, offline }: ApiProblem): string => {
  if (offline) return 'Haven does not answer. Check the connection, then try again';
  if (body.type === '/problems/pairing-refused') {
    return 'That code is not right, has been used or has ended. Ask whoever started the wall';
  }
  return body.detail ?? body.title;
};

/** Sends what asks nothing back, and says why it could not be done. */
const useOrder = () => {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const send = async (work: Promise<void>): Promise<void> => {
    setFault(null);
    setBusy(true);
    try {
      await work;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFault(refusalWords(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, fault, setFault, send };
};

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
    if (brought) void send(openWall(brought));
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
    <Plain title="Wall">
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
    </Plain>
  );
}

function EndDialog({ onClose }: { onClose: () => void }) {
  const { busy, fault, send } = useOrder();
  return (
    <Dialog
      about={null}
      open
      title="End this wall?"
      onClose={onClose}
      foot={
        <>
          <Button kind="warning" busy={busy} onClick={() => void send(endWall())}>
            End it
          </Button>
          <Button kind="secondary" onClick={onClose}>
            Leave it on
          </Button>
        </>
      }
    >
      {fault && (
        <p role="alert" class="alert-text">
          {fault}
        </p>
      )}
      <p>This screen then shows nothing. To show a wall again, silver command or a planner starts another.</p>
    </Dialog>
  );
}

/** A window that is a wall and nothing else, or is about to be one. */
export function OwnWall() {
  const [ending, setEnding] = useState(false);
  const it = wallNow.value;
  const on = it.state === 'on';
  useEffect(() => void startWallSession(), []);
  useEffect(() => {
    if (!on) setEnding(false);
    else document.title = 'Wall · Haven';
  }, [on]);
  if (it.state === 'asking') return noSignal.value ? <Plain title="Wall">{noSignalYet}</Plain> : <LoadingBars />;
  if (it.state !== 'on') return <NoWall ended={it.state === 'ended' ? it : null} />;
  return (
    <>
      <Wall onEnd={() => setEnding(true)} />
      {ending && <EndDialog onClose={() => setEnding(false)} />}
    </>
  );
}

const noSignalYet = (
  <>
    <h1 class="page-title">No signal</h1>
    <p>This page opens by itself when the signal is back.</p>
  </>
);
