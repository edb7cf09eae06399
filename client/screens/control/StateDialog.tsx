import { useEffect, useState } from 'preact/hooks';
import { type CentreRow, type CentreState, setCentreState } from '../../../shared/centres.ts';
import type { ProblemBody } from '../../../shared/problems.ts';
import { centreHere } from '../../parts/centres/here.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { Missing } from '../../forms/Refusal.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { TextArea } from '../../ui/fields.tsx';
import { Callout } from '../../ui/notice.tsx';
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

const saysOf =
  (centre: CentreRow, to: CentreState) => (draft: { reason: string; override: boolean }, baseVersion: number) => {
    const reason = draft.reason.trim();
    const why = reason === '' ? {} : draft.override ? { overrideReason: reason } : { reason };
    return toSend(setCentreState, { operationId: centre.operationId, centreId: centre.id, baseVersion, to, ...why });
  };

const useStateForm = (centre: CentreRow, to: CentreState, onClose: () => void) => {
  const form = useForm({
    version: centre.rowVersion,
    from: 'open',
    draft: () => ({ reason: '', override: false }),
    faults: ({ reason, override }) => ({
      reason: override && reason.trim() === '' && 'Give a reason to go on without it',
    }),
    sends: saysOf(centre, to),
    called: { overrideReason: 'reason' },
    onDone: onClose,
  });
  // Told once that something is missing, it stays in sight and a way past it, whatever is refused next.
  const [missing, setMissing] = useState<NonNullable<ProblemBody['missing']>>([]);
  const { problem } = form.refused ?? {};
  const told = problem?.type === '/problems/guards-not-met';
  useEffect(() => {
    if (!told) return;
    setMissing(problem?.missing ?? []);
    form.set({ override: true });
  }, [problem]);
  return { form, override: told || form.draft.override, missing: told ? [] : missing };
};

interface StateProps {
  to: CentreState;
  words: string;
  onClose: () => void;
}

function Body({ centre, to, words, onClose }: StateProps & { centre: CentreRow }) {
  const { form, override, missing } = useStateForm(centre, to, onClose);
  return (
    <FormDialog
      of={form}
      about={to}
      title={`${words}: Centre ${centre.name}`}
      action={override ? `${words} all the same` : words}
      warning={to === 'closed' || to === 'cancelled'}
      now={`Centre ${centre.name} is ${stateWords[centre.state].toLowerCase()}`}
      onClose={onClose}
    >
      {missing.length > 0 && (
        <Callout tone="alert" icon="alert" title="Missing when last asked">
          <Missing things={missing} />
        </Callout>
      )}
      <p class="below-12">{explained[to]}</p>
      <TextArea
        {...form.field('reason', 'state-reason')}
        label={override ? 'Reason to go on without it' : 'Reason, for the log'}
        optional={!override}
        rows={2}
        limit={500}
      />
    </FormDialog>
  );
}

/** Takes the centre to another state. What is missing is named, and passing over it needs a reason. */
export function StateDialog(props: StateProps) {
  const centre = centreHere.value;
  return centre ? <Body {...props} centre={centre} /> : null;
}
