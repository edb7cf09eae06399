import type { UserItem } from '../../../shared/users.ts';
import { canRegister } from '../../session/session.ts';
import { type Column, DataTable } from '../../ui/table.tsx';
import { Tag } from '../../ui/tag.tsx';
import { placeWords, roleWords, seenWords, states } from './words.ts';

/** Where it takes two lines, they break where an address does. */
function Email({ of }: { of: string | null }) {
  if (of === null) return null;
  const [name, ...rest] = of.split('@');
  return (
    <>
      {name}@<wbr />
      {rest.join('@')}
    </>
  );
}

const columns: Column<UserItem>[] = [
  {
    key: 'name',
    head: 'Name',
    cell: (user) => (
      <>
        {user.name}
        <span class="block quiet plain breaks users__email">
          <Email of={user.email} />
        </span>
      </>
    ),
  },
  {
    key: 'roles',
    head: 'Roles',
    cell: (user) =>
      user.grants.length === 0 ? (
        <span class="quiet">{canRegister('users.read') ? 'None' : 'None at your operations'}</span>
      ) : (
        user.grants.map((it) => (
          <span key={it.id} class="block">
            {roleWords(it)} <span class="quiet">{placeWords(it)}</span>
          </span>
        ))
      ),
  },
  { key: 'seen', head: 'Last here', cell: seenWords, leaves: 'portrait' },
  {
    key: 'state',
    head: 'Sign-in',
    cell: (user) => <Tag tone={states[user.state].tone}>{states[user.state].text}</Tag>,
  },
];

export interface UserTableProps {
  users: readonly UserItem[];
  selected: string | null;
  onOpen: (user: UserItem) => void;
}

export function UserTable({ users, selected, onOpen }: UserTableProps) {
  return (
    <DataTable
      caption="People who sign in"
      columns={columns}
      rows={users}
      rowKey={(it) => it.id}
      selected={selected}
      onOpen={onOpen}
    />
  );
}
