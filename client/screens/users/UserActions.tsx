import { useRef, useState } from 'preact/hooks';
import { disableUser, enableUser, resetUser, type UserItem } from '../../../shared/users.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { Button } from '../../ui/button.tsx';
import { makeLink } from './link.ts';
import { LinkDialog } from './LinkDialog.tsx';
import type { LinkOnceProps } from './LinkOnce.tsx';

interface ActionProps {
  user: UserItem;
  onDone: () => void;
  onClose: () => void;
}

function NewLink({ user, onDone, onClose }: ActionProps) {
  const [made, make] = useState<LinkOnceProps | null>(null);
  const link = useRef('');
  const form = useForm({
    draft: () => ({}),
    sends: async () => {
      const { url, tokenHash } = await makeLink();
      link.current = url;
      return toSend(resetUser, { userId: user.id, tokenHash });
    },
    onDone: (answer) => {
      make({ url: link.current, name: user.name, unsent: answer === 'saved' });
      onDone();
    },
  });
  if (made) return <LinkDialog title="The new link" made={made} onClose={onClose} />;
  return (
    <FormDialog
      of={form}
      about={null}
      title={`Make a new link for ${user.name}?`}
      action="Make a new link"
      notNow="Cancel"
      onClose={onClose}
    >
      <p>Check first that it is they who ask.</p>
      <p>
        {user.state === 'active'
          ? 'They are signed out everywhere, and their password stops working until they set another.'
          : 'The link they were given stops working.'}
      </p>
    </FormDialog>
  );
}

function Access({ user, onDone, onClose }: ActionProps) {
  const off = user.state === 'disabled';
  const form = useForm({
    draft: () => ({}),
    sends: () => toSend(off ? enableUser : disableUser, { userId: user.id }),
    onDone: () => {
      onDone();
      onClose();
    },
  });
  return (
    <FormDialog
      of={form}
      about={null}
      title={off ? `Let ${user.name} sign in again?` : `Stop ${user.name} signing in?`}
      action={off ? 'Let them sign in' : 'Stop sign-in'}
      warning={!off}
      notNow="Cancel"
      onClose={onClose}
    >
      <p>
        {off
          ? 'Their password and roles are as they were.'
          : 'They are signed out everywhere within two seconds. Roles and records stay, and you can undo this.'}
      </p>
    </FormDialog>
  );
}

/** What an administrator may do about an account. `own`: nobody stops their own sign-in. */
export function UserActions({ user, own, onDone }: { user: UserItem; own: boolean; onDone: () => void }) {
  const [asking, ask] = useState<'link' | 'access' | null>(null);
  const close = () => ask(null);
  const off = user.state === 'disabled';
  if (own) return null;
  return (
    <div class="row wrap">
      {!off && user.state !== 'by_pin' && (
        <Button kind="secondary" size="small" icon="key" onClick={() => ask('link')}>
          Make a new link
        </Button>
      )}
      <Button kind={off ? 'secondary' : 'warning'} size="small" onClick={() => ask('access')}>
        {off ? 'Let them sign in' : 'Stop sign-in'}
      </Button>
      {asking === 'link' && <NewLink user={user} onDone={onDone} onClose={close} />}
      {asking === 'access' && <Access user={user} onDone={onDone} onClose={close} />}
    </div>
  );
}
