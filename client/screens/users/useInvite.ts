import { useState } from 'preact/hooks';
import { emailAddress, inviteUser, personName } from '../../../shared/users.ts';
import { now } from '../../session/now.ts';
import { type Sending, useSend } from '../../forms/useSend.ts';
import { newId } from '../../data/ids.ts';
import type { FieldError } from '../../ui/error-summary.tsx';
import { makeLink } from './link.ts';
import type { LinkOnceProps } from './LinkOnce.tsx';
import { emptyRole, grantFrom, type RoleDraft, roleFaults } from './roleDraft.ts';

interface Draft {
  name: string;
  email: string;
}

export interface Invite {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  role: RoleDraft;
  changeRole: (part: Partial<RoleDraft>) => void;
  errors: readonly FieldError[];
  sending: Sending;
  made: LinkOnceProps | null;
  send: () => Promise<void>;
}

const faultsOf = (draft: Draft): FieldError[] => {
  const faults: FieldError[] = [];
  const name = personName.safeParse(draft.name);
  const email = emailAddress.safeParse(draft.email.trim());
  if (!name.success)
    faults.push({ id: 'invite-name', text: draft.name.trim() ? 'Use a shorter name' : 'Enter a name' });
  if (!email.success) faults.push({ id: 'invite-email', text: 'Enter an email address such as name@council.example' });
  return faults;
};

/** An invitation from the first letter to the link. */
export const useInvite = (onInvited: (userId: string) => void): Invite => {
  const [draft, setDraft] = useState<Draft>({ name: '', email: '' });
  const [role, setRole] = useState<RoleDraft>(emptyRole);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [made, setMade] = useState<LinkOnceProps | null>(null);
  const sending = useSend();
  const send = async (): Promise<void> => {
    const faults = [...faultsOf(draft), ...roleFaults(role, 'invite', now.peek())];
    setErrors(faults);
    if (faults.length > 0) return;
    const { url, tokenHash } = await makeLink();
    const userId = newId();
    const name = draft.name.trim();
    const args = { userId, name, email: draft.email.trim(), tokenHash, grants: [grantFrom(role)] };
    const answer = await sending.send(inviteUser, args);
    if (answer === null) return;
    setMade({ url, name, unsent: answer === 'saved' });
    onInvited(userId);
  };
  return {
    draft,
    change: (part) => setDraft({ ...draft, ...part }),
    role,
    changeRole: (part) => setRole({ ...role, ...part }),
    errors,
    sending,
    made,
    send,
  };
};
