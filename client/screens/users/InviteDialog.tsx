import { useRef, useState } from 'preact/hooks';
import { roleNames } from '../../../shared/roles.ts';
import { emailAddress, inviteUser, personName, type PlaceItem } from '../../../shared/users.ts';
import { newId } from '../../data/ids.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { now } from '../../session/now.ts';
import { TextField } from '../../ui/fields.tsx';
import { makeLink } from './link.ts';
import { LinkDialog } from './LinkDialog.tsx';
import type { LinkOnceProps } from './LinkOnce.tsx';
import { emptyRole, grantFrom, roleFaults } from './roleDraft.ts';
import { RoleFields } from './RoleFields.tsx';

export interface InviteDialogProps {
  places: readonly PlaceItem[];
  onClose: () => void;
  onInvited: (userId: string) => void;
}

const draftOf = () => ({ ...emptyRole, name: '', email: '', userId: newId() });
type Draft = ReturnType<typeof draftOf>;

const faultsOf = (draft: Draft) => ({
  name: !personName.safeParse(draft.name).success && (draft.name.trim() ? 'Use a shorter name' : 'Enter a name'),
  email: !emailAddress.safeParse(draft.email.trim()).success && 'Enter an email address such as name@council.example',
  ...(draft.role === '' ? {} : roleFaults(draft, now.peek())),
});

/** An invitation from the first letter to the link. */
const useInvite = (onInvited: (userId: string) => void) => {
  const [made, make] = useState<LinkOnceProps | null>(null);
  const link = useRef('');
  const form = useForm({
    draft: draftOf,
    faults: faultsOf,
    sends: async (draft) => {
      const { url, tokenHash } = await makeLink();
      link.current = url;
      const { userId, name, email } = draft;
      const grants = draft.role === '' ? [] : [grantFrom(draft, now.peek())];
      return toSend(inviteUser, { userId, name: name.trim(), email: email.trim(), tokenHash, grants });
    },
    onDone: (answer, { userId, name }) => {
      make({ url: link.current, name: name.trim(), unsent: answer === 'saved' });
      onInvited(userId);
    },
  });
  return { form, made };
};

/** Asks who and as what; then shows the link, once. */
export function InviteDialog({ places, onClose, onInvited }: InviteDialogProps) {
  const { form, made } = useInvite(onInvited);
  if (made) return <LinkDialog title={`${made.name} is invited`} made={made} onClose={onClose} />;
  return (
    <FormDialog
      of={form}
      about={null}
      title="Invite someone"
      action="Make the invitation"
      notNow="Cancel"
      onClose={onClose}
    >
      <TextField {...form.field('name', 'invite-name')} label="Name" />
      <TextField {...form.field('email', 'invite-email')} label="Work email address" type="email" spellcheck={false} />
      <RoleFields id="invite" form={form} allowed={roleNames} places={places} optional />
    </FormDialog>
  );
}
