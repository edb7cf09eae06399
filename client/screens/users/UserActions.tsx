import { useState } from 'preact/hooks';
import { disableUser, enableUser, resetUser, type UserItem } from '../../../shared/users.ts';
import { useSend } from '../../forms/useSend.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Confirm } from './Confirm.tsx';
import { makeLink } from './link.ts';
import { LinkOnce, type LinkOnceProps } from './LinkOnce.tsx';

interface ActionProps {
  user: UserItem;
  onDone: () => void;
  onClose: () => void;
}

function NewLink({ user, onDone, onClose }: ActionProps) {
  const sending = useSend();
  const [made, setMade] = useState<LinkOnceProps | null>(null);
  const send = async (): Promise<void> => {
    const { url, tokenHash } = await makeLink();
    const answer = await sending.send(resetUser, { userId: user.id, tokenHash });
    if (answer === null) return;
    setMade({ url, name: user.name, unsent: answer === 'saved' });
    onDone();
  };
  if (made)
    return (
      <Dialog
        about={null}
        open
        title="The new link"
        onClose={onClose}
        foot={
          <Button kind="secondary" onClick={onClose}>
            Done
          </Button>
        }
      >
        <LinkOnce {...made} />
      </Dialog>
    );
  return (
    <Confirm
      title={`Make a new link for ${user.name}?`}
      action="Make a new link"
      sending={sending}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <p>Check first that it is they who ask.</p>
      <p>
        {user.state === 'active'
          ? 'They are signed out everywhere, and their password stops working until they set another.'
          : 'The link they were given stops working.'}
      </p>
    </Confirm>
  );
}

function Access({ user, onDone, onClose }: ActionProps) {
  const sending = useSend();
  const off = user.state === 'disabled';
  const send = async (): Promise<void> => {
    const answer = await sending.send(off ? enableUser : disableUser, { userId: user.id });
    if (answer === null) return;
    onDone();
    onClose();
  };
  return (
    <Confirm
      title={off ? `Let ${user.name} sign in again?` : `Stop ${user.name} signing in?`}
      action={off ? 'Let them sign in' : 'Stop sign-in'}
      warning={!off}
      sending={sending}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <p>
        {off
          ? 'Their password and roles are as they were.'
          : 'They are signed out everywhere within two seconds. Roles and records stay, and you can undo this.'}
      </p>
    </Confirm>
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
