import type { ComponentChildren } from 'preact';
import { isFinished } from '../../../shared/centres.ts';
import { mayBeChild, type PersonRow, type Presence, setPresence } from '../../../shared/people.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import type { Form } from '../../forms/formType.ts';
import { presenceChanged } from '../../parts/people/presence.ts';
import { presenceWords } from '../../parts/people/words.ts';
import { rows } from '../../data/store.ts';
import { Radios } from '../../ui/choices.tsx';
import { TextField } from '../../ui/fields.tsx';
import { SelectField } from '../../ui/select.tsx';
import { Callout } from '../../ui/notice.tsx';

interface OfGuest {
  guest: PersonRow;
  onClose: () => void;
}

/** Where they are now: `to` is null, or the centre empty, until somebody has said. */
interface Change {
  to: Presence | null;
  centreId: string;
  note: string;
}

const usePresence = ({ guest, onClose }: OfGuest, first: Omit<Change, 'note'>) =>
  useForm({
    version: guest.rowVersion,
    from: 'open',
    draft: (): Change => ({ ...first, note: '' }),
    faults: ({ to, centreId }) => ({
      to: to === null && 'Choose how they leave',
      centreId: to === 'transferred' && centreId === '' && 'Choose a centre',
    }),
    sends: ({ to, centreId, note }, baseVersion) => {
      const { operationId, id: personId } = guest;
      const more = { ...(note.trim() === '' ? {} : { note }), ...(centreId ? { centreId } : {}) };
      return to && toSend(setPresence, { operationId, personId, to, baseVersion, ...more });
    },
    onDone: (_, { to }, commandId) => {
      if (to && commandId) presenceChanged(guest, to, commandId);
      onClose();
    },
  });

interface DialogProps extends OfGuest {
  form: Form<Change>;
  title: string;
  action: string;
  warning?: boolean;
  children: ComponentChildren;
}

function ChangeDialog({ guest, onClose, form, title, action, warning, children }: DialogProps) {
  return (
    <FormDialog
      of={form}
      about={`${guest.id} ${action}`}
      title={title}
      action={action}
      warning={warning}
      now={presenceWords[guest.presence]}
      onClose={onClose}
    >
      {children}
      <TextField {...form.field('note', 'presence-note')} label="Note" optional maxLength={300} />
    </FormDialog>
  );
}

const offers = [
  'The safety words: who to call, day or night, and how to come back',
  'A safe way to reach them, only if they want',
  'Their own things, all of them',
  'A coat, food, travel money',
];

export function LeavingDialog(props: OfGuest) {
  const { guest } = props;
  const form = usePresence(props, { to: null, centreId: '' });
  return (
    <ChangeDialog {...props} form={form} title={`${guest.reference} is leaving`} action="They have left">
      <p class="strong">They are free to leave. Offer each one. Do not hold them up.</p>
      <ul class="points pile gap-6 above-10 below-14">
        {offers.map((it) => (
          <li key={it}>{it}</li>
        ))}
      </ul>
      {mayBeChild(guest.ageBand) && (
        <Callout tone="warn" icon="bell" title="They may be under 18">
          <p>Get the lead now. Stay with them, and do not block the way.</p>
        </Callout>
      )}
      <Radios
        {...form.choice('to', 'leaving-how')}
        legend="How they leave"
        options={[
          { value: 'left_voluntarily', label: 'They choose to go' },
          { value: 'departed', label: 'They go on to a place arranged with them' },
        ]}
      />
    </ChangeDialog>
  );
}

export function MissingDialog(props: OfGuest) {
  const { guest } = props;
  const form = usePresence(props, { to: 'missing', centreId: '' });
  return (
    <ChangeDialog {...props} form={form} title={`Nobody can find ${guest.reference}`} action="They are missing" warning>
      <p>
        Use this when nobody can find them and nobody knows that they chose to go. It goes on the lead’s list once it is
        sent. Tell them in person too.
      </p>
      {mayBeChild(guest.ageBand) && (
        <Callout tone="alert" icon="alert" title="They may be under 18">
          <p>The police must be called straight away.</p>
        </Callout>
      )}
    </ChangeDialog>
  );
}

export function TransferDialog(props: OfGuest) {
  const { guest } = props;
  const form = usePresence(props, { to: 'transferred', centreId: '' });
  const others = rows.centre.value.filter((it) => it.id !== guest.centreId && !isFinished(it.state));
  return (
    <ChangeDialog {...props} form={form} title={`${guest.reference} goes to another centre`} action="They have set off">
      <p>Their record and open needs go with them. This centre no longer sees them.</p>
      <SelectField
        {...form.field('centreId', 'transfer-to')}
        label="Which centre"
        placeholder="Choose a centre"
        options={others.map((it) => ({ value: it.id, label: `Centre ${it.name}` }))}
      />
      {others.length === 0 && <p>No other centre of this operation is open to you.</p>}
    </ChangeDialog>
  );
}

export function PoliceDialog(props: OfGuest) {
  const { guest } = props;
  const form = usePresence(props, { to: 'removed_by_police', centreId: '' });
  return (
    <ChangeDialog
      {...props}
      form={form}
      title={`Police take ${guest.reference} away`}
      action="Police have taken them"
      warning
    >
      <p>Record that it happened. Write in the log who decided it, on what ground, and who went with them.</p>
    </ChangeDialog>
  );
}
