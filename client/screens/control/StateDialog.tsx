import { useRef, useState } from 'preact/hooks';
import { type CentreState, setCentreState } from '../../../shared/operations.ts';
import { centreHere } from '../../parts/centres/here.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { errorAt, useSend } from '../../forms/useSend.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/fields.tsx';
import { stateWords } from '../../ui/states.ts';

const explained: Partial<Record<CentreState, string>> = {
  activating: 'Phone the roster in and make the building ready. Doors stay shut until you open.',
  open: 'Guests can come in. Everyone who follows this operation sees it once it is sent.',
  full: 'Everyone who follows this operation sees that it is full once it is sent. Whoever comes to the door is still checked in.',
  standing_down: 'Send no new arrivals here. Every guest still needs somewhere to go.',
  closed: 'The building is handed back. Late arrivals can still be recorded, and are flagged.',
  cancelled: 'The centre is called off. The roster should be stood down as well.',
  standby: 'The venue and the roster are held, and nobody is called in.',
  debriefed: 'The debrief is done and its lessons are written down.',
};

/** The version the person has looked at: it moves on only once they were told that it had. */
const useSeenVersion = (stale: boolean): number => {
  const seen = useRef(centreHere.peek()?.rowVersion ?? 1);
  if (stale) seen.current = centreHere.value?.rowVersion ?? seen.current;
  return seen.current;
};

/** Takes the centre to another state. What is missing is named, and passing over it needs a reason. */
export function StateDialog({ to, words, onClose }: { to: CentreState; words: string; onClose: () => void }) {
  const { send, busy, refused } = useSend();
  const [reason, setReason] = useState('');
  const [guarded, setGuarded] = useState(false);
  const [unsaid, setUnsaid] = useState(false);
  const baseVersion = useSeenVersion(refused?.problem?.type === '/problems/stale-version');
  const missing = refused?.problem?.type === '/problems/guards-not-met';
  const centre = centreHere.value;
  if (!centre) return null;
  const override = missing || guarded;
  const go = async () => {
    setGuarded(override);
    setUnsaid(override && reason.trim() === '');
    if (override && reason.trim() === '') return;
    const said = reason.trim() === '' ? {} : override ? { overrideReason: reason } : { reason };
    const where = { operationId: centre.operationId, centreId: centre.id, baseVersion };
    if ((await send(setCentreState, { ...where, to, ...said })) !== null) onClose();
  };
  const error = unsaid
    ? 'Give a reason to go on without it'
    : (errorAt(refused, 'reason') ?? errorAt(refused, 'overrideReason'));
  return (
    <Dialog
      about={to}
      open
      title={`${words}: Centre ${centre.name}`}
      onClose={onClose}
      foot={
        <>
          <Button
            kind={to === 'closed' || to === 'cancelled' ? 'warning' : 'primary'}
            busy={busy}
            onClick={() => void go()}
          >
            {override ? `${words} all the same` : words}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <p class="state-dialog__about">{explained[to]}</p>
      <Refusal refused={refused} now={`Centre ${centre.name} is ${stateWords[centre.state].toLowerCase()}`} />
      <TextArea
        id="state-reason"
        label={override ? 'Reason to go on without it' : 'Reason, for the log'}
        optional={!override}
        rows={2}
        limit={500}
        value={reason}
        onInput={setReason}
        {...(error ? { error } : {})}
      />
    </Dialog>
  );
}
