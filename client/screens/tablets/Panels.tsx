import type { DeviceItem } from '../../../shared/tablets.ts';
import { now } from '../../session/now.ts';
import { can } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { type Column, DataTable } from '../../ui/table.tsx';
import { Tag } from '../../ui/tag.tsx';
import { heardWords, pinWords, states, type TabletUserItem } from './words.ts';

export type TabletAct = (act: 'rename' | 'unlock' | 'revoke', tablet: DeviceItem) => void;
export type TabletUserAct = (act: 'pin' | 'remove', user: TabletUserItem) => void;

function Heard({ tablet }: { tablet: DeviceItem }) {
  const { text, silent } = heardWords(tablet, now.value);
  return silent ? (
    <Tag tone="warn" icon="clock">
      {text}
    </Tag>
  ) : (
    <>{text}</>
  );
}

function TabletActions({ tablet, onAct }: { tablet: DeviceItem; onAct: TabletAct }) {
  if (tablet.state === 'revoked') return null;
  return (
    <div class="row wrap row--end">
      {tablet.state === 'locked' && can('devices.unlock') && (
        <Button size="small" aria-label={`Unlock ${tablet.label}`} onClick={() => onAct('unlock', tablet)}>
          Unlock
        </Button>
      )}
      <Button
        kind="secondary"
        size="small"
        aria-label={`Rename ${tablet.label}`}
        onClick={() => onAct('rename', tablet)}
      >
        Rename
      </Button>
      <Button
        kind="secondary"
        size="small"
        aria-label={`Take ${tablet.label} out of use`}
        onClick={() => onAct('revoke', tablet)}
      >
        Out of use
      </Button>
    </div>
  );
}

const columns = (onAct: TabletAct): Column<DeviceItem>[] => [
  {
    key: 'label',
    head: 'Tablet',
    cell: (it) => (
      <>
        {it.label} <span class="quiet">letter {it.letter}</span>
      </>
    ),
  },
  { key: 'held', head: 'Held by', cell: (it) => it.heldBy ?? <span class="quiet">Nobody, locked</span> },
  { key: 'heard', head: 'Last heard', cell: (it) => <Heard tablet={it} /> },
  { key: 'waiting', head: 'Waiting', align: 'end', cell: (it) => it.waiting },
  { key: 'state', head: 'State', cell: (it) => <Tag tone={states[it.state].tone}>{states[it.state].text}</Tag> },
  {
    key: 'act',
    head: <span class="visually-hidden">Actions</span>,
    cell: (it) => <TabletActions tablet={it} onAct={onAct} />,
  },
];

/** Every tablet of the centre, and whether it can still be heard. */
export function TabletsPanel({ items, onAct }: { items: readonly DeviceItem[]; onAct: TabletAct }) {
  const inUse = items.filter((it) => it.state !== 'revoked').length;
  return (
    <Panel title="Tablets" hint={`${inUse} in use`} flush fill>
      {items.length > 0 ? (
        <div class="table-scroll">
          <DataTable caption="Tablets of this centre" columns={columns(onAct)} rows={items} rowKey={(it) => it.id} />
        </div>
      ) : (
        <EmptyState title="No tablet is set up for this centre yet">
          Any tablet with a browser will do. Press “Set up a tablet” and have it next to you.
        </EmptyState>
      )}
    </Panel>
  );
}

function TabletUserRow({ user, onAct }: { user: TabletUserItem; onAct: TabletUserAct }) {
  return (
    <li class="row--between">
      <div class="slim breaks">
        <p class="strong">{user.name}</p>
        <p class="quiet above-0">
          {pinWords[user.pin]}
          {user.account ? ' · has an account too' : ''}
        </p>
      </div>
      <div class="row wrap row--end firm">
        {can('hands.pin') && (
          <Button
            kind="secondary"
            size="small"
            aria-label={`First PIN for ${user.name}`}
            onClick={() => onAct('pin', user)}
          >
            {user.pin === 'own' ? 'New first PIN' : 'First PIN'}
          </Button>
        )}
        {!user.account && can('hands.remove') && (
          <Button
            kind="quiet"
            size="small"
            aria-label={`Take ${user.name} off the tablets`}
            onClick={() => onAct('remove', user)}
          >
            Take off
          </Button>
        )}
      </div>
    </li>
  );
}

/** Whoever may unlock the centre's tablets. */
export function TabletUsersPanel({
  users,
  onAct,
  onAdd,
}: {
  users: readonly TabletUserItem[];
  onAct: TabletUserAct;
  onAdd: () => void;
}) {
  return (
    <Panel
      title="Volunteers"
      fill
      actions={
        can('hands.add') && (
          <Button kind="secondary" size="small" icon="plus" onClick={onAdd}>
            Add a volunteer
          </Button>
        )
      }
    >
      {users.length === 0 && (
        <EmptyState title="Nobody can unlock a tablet yet">Add the first volunteer by name.</EmptyState>
      )}
      <ul class="rows rows--airy">
        {users.map((it) => (
          <TabletUserRow key={it.userId} user={it} onAct={onAct} />
        ))}
      </ul>
    </Panel>
  );
}
