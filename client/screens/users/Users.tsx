import { useState } from 'preact/hooks';
import type { UserList } from '../../../shared/users.ts';
import { useQuery } from '../../data/useQuery.ts';
import { useMedia } from '../../ui/useMedia.ts';
import { canRegister } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { EmptyState, FailedPanel, LoadingBars } from '../../ui/notice.tsx';
import { PageHead, Panel } from '../../ui/panel.tsx';
import { Given } from './Given.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { UserRecord } from './UserRecord.tsx';
import { UserTable } from './UserTable.tsx';
import { matches } from './words.ts';
import './users.scss';

const WIDE = '(min-width: 1024px)';

function Found({ list, reload }: { list: UserList; reload: () => void }) {
  const [words, setWords] = useState('');
  const [chosen, choose] = useState<string | null>(null);
  const wide = useMedia(WIDE);
  const all = canRegister('users.grant');
  const users = list.items.filter((it) => matches(it, words));
  const user = list.items.find((it) => it.id === chosen);
  const record = user && <UserRecord key={user.id} user={user} places={list.places} all={all} onDone={reload} />;
  return (
    <div class="columns columns--side users">
      <div class="column">
        <Panel
          title="People who sign in"
          hint={`${users.length} of ${list.items.length}`}
          flush
          fill
          actions={
            <TextField
              class="flat"
              id="find"
              label="Find"
              hideLabel
              icon="search"
              type="search"
              placeholder="Name, role or place"
              value={words}
              onInput={setWords}
            />
          }
        >
          {users.length > 0 ? (
            <UserTable users={users} selected={chosen} onOpen={(it) => choose(it.id)} />
          ) : (
            <EmptyState title="Nobody fits those words">Look for part of a name, a role or a place.</EmptyState>
          )}
        </Panel>
        <Given given={list.given} />
      </div>
      {wide && (
        <div class="column">
          <Panel title={user?.name ?? 'Nobody chosen'} fill>
            {record ?? <p class="quiet">Choose someone to see and change what they may do.</p>}
          </Panel>
        </div>
      )}
      {!wide && (
        <Drawer about={null} open={user !== undefined} title={user?.name ?? ''} onClose={() => choose(null)}>
          {record}
        </Drawer>
      )}
    </div>
  );
}

/** Everybody with an account: invitations, roles and where they hold, resets. */
export function Users() {
  const { data, failed, reload } = useQuery('/api/users', {});
  const [inviting, invite] = useState(false);
  return (
    <>
      <PageHead
        title="Users"
        note="Nobody can create their own account."
        actions={
          canRegister('users.invite') && (
            <Button icon="plus" onClick={() => invite(true)}>
              Invite someone
            </Button>
          )
        }
      />
      {failed && <FailedPanel title="The list could not be read" onRetry={reload} />}
      {data ? <Found list={data} reload={reload} /> : !failed && <LoadingBars rows={6} />}
      {inviting && <InviteDialog places={data?.places ?? []} onClose={() => invite(false)} onInvited={reload} />}
    </>
  );
}
