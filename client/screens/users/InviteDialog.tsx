import { roleNames } from '../../../shared/roles.ts';
import type { PlaceItem } from '../../../shared/users.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextField } from '../../ui/fields.tsx';
import { LinkOnce } from './LinkOnce.tsx';
import { RoleFields } from './RoleFields.tsx';
import { type Invite, useInvite } from './useInvite.ts';

export interface InviteDialogProps {
  places: readonly PlaceItem[];
  onClose: () => void;
  onInvited: (userId: string) => void;
}

function Fields({ invite, places }: { invite: Invite; places: readonly PlaceItem[] }) {
  const { draft, change, role, changeRole, errors, sending } = invite;
  const errorOf = (id: string) => errors.find((it) => it.id === id)?.text;
  return (
    <form
      noValidate
      id="invite"
      class="users-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending.busy) void invite.send();
      }}
    >
      <ErrorSummary errors={errors} />
      <Refusal refused={sending.refused} />
      <TextField
        id="invite-name"
        label="Name"
        value={draft.name}
        error={errorOf('invite-name')}
        onInput={(name) => change({ name })}
      />
      <TextField
        id="invite-email"
        label="Work email address"
        type="email"
        spellcheck={false}
        value={draft.email}
        error={errorOf('invite-email')}
        onInput={(email) => change({ email })}
      />
      <RoleFields id="invite" draft={role} onChange={changeRole} allowed={roleNames} places={places} errors={errors} />
    </form>
  );
}

/** Asks who and as what; then shows the link, once. */
export function InviteDialog({ places, onClose, onInvited }: InviteDialogProps) {
  const invite = useInvite(onInvited);
  const { made, sending } = invite;
  const foot = made ? (
    <Button kind="secondary" onClick={onClose}>
      Done
    </Button>
  ) : (
    <>
      <Button type="submit" form="invite" busy={sending.busy}>
        Make the invitation
      </Button>
      <Button kind="quiet" onClick={onClose}>
        Cancel
      </Button>
    </>
  );
  return (
    <Dialog about={null} open title={made ? `${made.name} is invited` : 'Invite someone'} onClose={onClose} foot={foot}>
      {made ? <LinkOnce {...made} /> : <Fields invite={invite} places={places} />}
    </Dialog>
  );
}
