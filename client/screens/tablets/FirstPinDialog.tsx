import { useState } from 'preact/hooks';
import type { MadeOf } from '../../../shared/contract.ts';
import type { Exchanges } from '../../../shared/routes/all.ts';
import type { ProblemBody } from '../../../shared/problems.ts';
import { ApiProblem, send } from '../../data/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Callout } from '../../ui/notice.tsx';
import { dayAndTime } from '../../ui/time.ts';
import { place } from './useTablets.ts';
import type { TabletUserItem } from './words.ts';

const PIN = '/api/operations/:operationId/centres/:centreId/hands/:userId/pin';
type Made = MadeOf<Exchanges[typeof PIN]>;

function Shown({ made, user }: { made: Made; user: TabletUserItem }) {
  return (
    <>
      <p>Say it to {user.name} in person, or let them read it here.</p>
      <p class="first-pin" aria-label={made.pin.split('').join(' ')}>
        {made.pin.slice(0, 3)} {made.pin.slice(3)}
      </p>
      <Callout tone="warn" icon="key" title="It is not shown again">
        <p>It works once, until {dayAndTime(made.expiresAt)}. They then choose a PIN of their own.</p>
      </Callout>
    </>
  );
}

/** Gives a volunteer the PIN they begin with; whoever asks for it sees it once. */
export function FirstPinDialog({
  user,
  onClose,
  onDone,
}: {
  user: TabletUserItem;
  onClose: () => void;
  onDone: () => void;
}) {
  const [made, setMade] = useState<Made | null>(null);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      setMade(await send(PIN, { ...place(), userId: user.userId }, null));
      setProblem(null);
      onDone();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.body);
    } finally {
      setBusy(false);
    }
  };
  const foot = made ? (
    <Button onClick={onClose}>Done</Button>
  ) : (
    <>
      <Button autofocus busy={busy} onClick={() => void make()}>
        Make a first PIN
      </Button>
      <Button kind="quiet" onClick={onClose}>
        Cancel
      </Button>
    </>
  );
  return (
    <Dialog about={null} open title={`First PIN for ${user.name}`} onClose={onClose} foot={foot}>
      <div class="apart">
        {problem && (
          <Callout tone="alert" icon="alert" title={problem.title}>
            {problem.detail && <p>{problem.detail}</p>}
          </Callout>
        )}
        {made ? (
          <Shown made={made} user={user} />
        ) : (
          <p>
            {user.pin === 'own' ? 'Their own PIN stops working. ' : ''}It is shown to you once. Have {user.name} next to
            you.
          </p>
        )}
      </div>
    </Dialog>
  );
}
