import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { isFinished } from '../../../shared/operations.ts';
import { mayBeChild, type PersonRow, type Presence, setPresence } from '../../../shared/people.ts';
import { GuestDialog, type OfGuest } from '../../parts/people/GuestDialog.tsx';
import { useSend } from '../../forms/useSend.ts';
import { presenceWords } from '../../parts/words.ts';
import { rows } from '../../data/store.ts';
import { Radios } from '../../ui/choices.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { Callout } from '../../ui/panel.tsx';

interface ChangeProps extends OfGuest<PersonRow> {
  title: string;
  action: string;
  to: Presence | null;
  toCentre?: string;
  warning?: boolean;
  children: ComponentChildren;
}

function Change({ guest, onClose, title, action, to, toCentre, warning, children }: ChangeProps) {
  const [note, write] = useState('');
  const { send, busy, refused } = useSend();
  const change = async () => {
    if (to === null) return;
    const { operationId, id: personId, rowVersion: baseVersion } = guest;
    const more = { ...(note.trim() === '' ? {} : { note }), ...(toCentre ? { centreId: toCentre } : {}) };
    if ((await send(setPresence, { operationId, personId, to, baseVersion, ...more })) === null) return;
    onClose();
  };
  return (
    <GuestDialog
      about={`${guest.id} ${action}`}
      title={title}
      action={action}
      busy={busy || to === null}
      refused={refused}
      now={presenceWords[guest.presence]}
      {...(warning ? { warning } : {})}
      onClose={onClose}
      onDo={() => void change()}
    >
      {children}
      <TextField id="presence-note" label="Note" optional value={note} maxLength={300} onInput={write} />
    </GuestDialog>
  );
}

const offers = [
  'The safety words: who to call, day or night, and how to come back',
  'A safe way to reach them, only if they want',
  'Their own things, all of them',
  'A coat, food, travel money',
];

export function LeavingDialog({ guest, onClose }: OfGuest<PersonRow>) {
  const [how, choose] = useState<'left_voluntarily' | 'departed' | null>(null);
  return (
    <Change guest={guest} onClose={onClose} title={`${guest.reference} is leaving`} action="They have left" to={how}>
      <p class="strong">They are free to leave. Offer each one. Do not hold them up.</p>
      <ul class="offers">
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
        id="leaving-how"
        legend="How they leave"
        value={how}
        onChange={choose}
        options={[
          { value: 'left_voluntarily', label: 'They choose to go' },
          { value: 'departed', label: 'They go on to a place arranged with them' },
        ]}
      />
    </Change>
  );
}

export function MissingDialog({ guest, onClose }: OfGuest<PersonRow>) {
  return (
    <Change
      guest={guest}
      onClose={onClose}
      title={`Nobody can find ${guest.reference}`}
      action="They are missing"
      to="missing"
      warning
    >
      <p>
        Use this when nobody can find them and nobody knows that they chose to go. It goes on the lead’s list once it is
        sent. Tell them in person too.
      </p>
      {mayBeChild(guest.ageBand) && (
        <Callout tone="alert" icon="alert" title="They may be under 18">
          <p>The police must be called straight away.</p>
        </Callout>
      )}
    </Change>
  );
}

export function TransferDialog({ guest, onClose }: OfGuest<PersonRow>) {
  const [centre, choose] = useState('');
  const others = rows.centre.value.filter((it) => it.id !== guest.centreId && !isFinished(it.state));
  return (
    <Change
      guest={guest}
      onClose={onClose}
      title={`${guest.reference} goes to another centre`}
      action="They have set off"
      to={centre === '' ? null : 'transferred'}
      toCentre={centre}
    >
      <p>Their record and open needs go with them. This centre no longer sees them.</p>
      <SelectField
        id="transfer-to"
        label="Which centre"
        placeholder="Choose a centre"
        options={others.map((it) => ({ value: it.id, label: `Centre ${it.name}` }))}
        value={centre}
        onInput={choose}
      />
      {others.length === 0 && <p>No other centre of this operation is open to you.</p>}
    </Change>
  );
}

export function PoliceDialog({ guest, onClose }: OfGuest<PersonRow>) {
  return (
    <Change
      guest={guest}
      onClose={onClose}
      title={`Police take ${guest.reference} away`}
      action="Police have taken them"
      to="removed_by_police"
      warning
    >
      <p>Record that it happened. Write in the log who decided it, on what ground, and who went with them.</p>
    </Change>
  );
}
