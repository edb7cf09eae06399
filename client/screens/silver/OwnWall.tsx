import { lazy } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { noSignal } from '../../session/session.ts';
import { endWall, startWallSession, wallNow } from '../../session/wallSession.ts';
import { Button } from '../../ui/button.tsx';
import { LoadingBars } from '../../ui/notice.tsx';
import { useOrder } from './useOrder.ts';
import { Wall } from './Wall.tsx';

/** Fetched apart: it is most of a page, and a wall that is on needs none of it. */
const NoWall = lazy(() => import('./NoWall.tsx').then((it) => it.NoWall));

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
  <main class="sheet" id="main">
    <div class="sheet-main">
      <h1 class="page-title">No signal</h1>
      <p>This page opens by itself when the signal is back.</p>
    </div>
  </main>
);

/** A window that is a wall and nothing else, or is about to be one. */
export function OwnWall() {
  const it = wallNow.value;
  const on = it.state === 'on';
  useEffect(() => void startWallSession(), []);
  useEffect(() => {
    if (on) document.title = 'Wall · Haven';
  }, [on]);
  if (it.state === 'asking') return noSignal.value ? <NoSignal /> : <LoadingBars />;
  if (it.state !== 'on') return <NoWall ended={it.state === 'ended' ? it : null} />;
  return <Wall tool={<EndTool />} />;
}
