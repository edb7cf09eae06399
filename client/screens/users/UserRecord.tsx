import { useState } from 'preact/hooks';
import { type GrantItem, type PlaceItem, revokeGrant, unstaffCentre, type UserItem } from '../../../shared/users.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { me } from '../../session/session.ts';
import { About } from '../../ui/kept.ts';
import { Facts } from '../../ui/facts.tsx';
import { Tag } from '../../ui/tag.tsx';
import { dayAndTime } from '../../ui/time.ts';
import { AddRole } from './AddRole.tsx';
import { QuickRoles } from './QuickRoles.tsx';
import { GrantList } from './GrantList.tsx';
import { UserActions } from './UserActions.tsx';
import { placeWords, roleWords, seenWords, states } from './words.ts';

export interface UserRecordProps {
  user: UserItem;
  places: readonly PlaceItem[];
  all: boolean;
  onDone: () => void;
}

interface TakeBackProps {
  user: UserItem;
  grant: GrantItem;
  all: boolean;
  onDone: () => void;
  onClose: () => void;
}

function TakeBack({ user, grant, all, onDone, onClose }: TakeBackProps) {
  const form = useForm({
    draft: () => ({}),
    sends: () =>
      all
        ? toSend(revokeGrant, { grantId: grant.id })
        : toSend(unstaffCentre, { grantId: grant.id, operationId: grant.operationId ?? '' }),
    onDone: () => {
      onDone();
      onClose();
    },
  });
  return (
    <FormDialog
      of={form}
      about={null}
      title={`Take back ${roleWords(grant)}?`}
      action="Take back"
      warning
      notNow="Cancel"
      onClose={onClose}
    >
      <p>
        {user.name}, {placeWords(grant)}. What it shows disappears from their screens within two seconds.
      </p>
    </FormDialog>
  );
}

const factsOf = (user: UserItem) => [
  { term: 'Email', value: <span class="breaks">{user.email ?? 'None'}</span> },
  { term: 'Sign-in', value: <Tag tone={states[user.state].tone}>{states[user.state].text}</Tag> },
  { term: 'Last here', value: seenWords(user) },
  ...(user.linkEndsAt ? [{ term: 'Link ends', value: dayAndTime(user.linkEndsAt) }] : []),
];

/** One person: what they are, where they may go, and what can be done about it. */
export function UserRecord({ user, places, all, onDone }: UserRecordProps) {
  const [taking, take] = useState<GrantItem | null>(null);
  return (
    <div class="user-record apart">
      <Facts items={factsOf(user)} />
      <h3 class="above-22 size-17">Roles</h3>
      <GrantList grants={user.grants} all={all} onTakeBack={take} />
      {user.id === me.value?.userId ? (
        <p class="quiet">This is you. Another planner or an administrator can give you a role.</p>
      ) : (
        <About.Provider value={user.id}>
          <QuickRoles key={`quick ${user.id}`} user={user} places={places} all={all} onDone={onDone} />
          <AddRole key={user.id} user={user} places={places} all={all} onDone={onDone} />
        </About.Provider>
      )}
      {all && (
        <>
          <h3 class="above-22 size-17">Sign-in</h3>
          <UserActions key={user.id} user={user} own={user.id === me.value?.userId} onDone={onDone} />
          {user.id === me.value?.userId && <p class="quiet">Another administrator can change how you sign in.</p>}
        </>
      )}
      {taking && <TakeBack user={user} grant={taking} all={all} onDone={onDone} onClose={() => take(null)} />}
    </div>
  );
}
