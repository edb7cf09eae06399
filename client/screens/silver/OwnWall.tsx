import { lazy } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { noSignal } from '../../session/session.ts';
import { endWall, startWallSession, wallNow } from '../../session/wallSession.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LoadingBars } from '../../ui/notice.tsx';
import { useOrder } from './useOrder.ts';
import { Wall } from './Wall.tsx';

/** Fetched apart: it is most of a page, and a wall that is on needs none of it. */
const NoWall = lazy(() => import('./NoWall.tsx').then((it) => it.NoWall));

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

const NoSignal = () => (
  <main class="sheet" id="main">
    <div class="sheet-main">
      <h1 class="page-title">No signal</h1>
      <p>This page opens by itself when the signal is back.</p>
    </div>
  </main>
);

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
  if (it.state === 'asking') return noSignal.value ? <NoSignal /> : <LoadingBars />;
  if (it.state !== 'on') return <NoWall ended={it.state === 'ended' ? it : null} />;
  return (
    <>
      <Wall onEnd={() => setEnding(true)} />
      {ending && <EndDialog onClose={() => setEnding(false)} />}
    </>
  );
}
