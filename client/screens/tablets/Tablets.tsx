import { useState } from 'preact/hooks';
import type { DeviceItem } from '../../../shared/tablets.ts';
import { centreHere } from '../../parts/centres/here.ts';
import { can } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { FailedPanel, LoadingBars } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/panel.tsx';
import { AddTabletUserDialog, RemoveTabletUserDialog, RenameDialog, RevokeDialog, UnlockDialog } from './Dialogs.tsx';
import { FirstPinDialog } from './FirstPinDialog.tsx';
import { TabletsPanel, TabletUsersPanel } from './Panels.tsx';
import { SetUpDialog } from './SetUpDialog.tsx';
import { useTablets } from './useTablets.ts';
import type { TabletUserItem } from './words.ts';
import './tablets.scss';

type Open =
  | { as: 'setUp' }
  | { as: 'add' }
  | { as: 'rename' | 'unlock' | 'revoke'; tablet: DeviceItem }
  | { as: 'pin' | 'remove'; user: TabletUserItem };

const tabletDialogs = { rename: RenameDialog, unlock: UnlockDialog, revoke: RevokeDialog };
const userDialogs = { pin: FirstPinDialog, remove: RemoveTabletUserDialog };

interface ShownProps {
  open: Open;
  users: readonly TabletUserItem[];
  onClose: () => void;
  onDone: () => void;
  onAdded: (user: TabletUserItem) => void;
}

function Shown({ open, users, onClose, onDone, onAdded }: ShownProps) {
  const ends = { onClose, onDone };
  if (open.as === 'setUp') return <SetUpDialog centre={centreHere.value?.name ?? ''} {...ends} />;
  if (open.as === 'add') return <AddTabletUserDialog users={users} onClose={onClose} onAdded={onAdded} />;
  if ('tablet' in open) {
    const Dialog = tabletDialogs[open.as];
    return <Dialog tablet={open.tablet} {...ends} />;
  }
  const Dialog = userDialogs[open.as];
  return <Dialog user={open.user} {...ends} />;
}

/** A centre's tablets and the volunteers who unlock them. */
export function Tablets() {
  const { data, failed, reload } = useTablets();
  const [open, show] = useState<Open | null>(null);
  const added = (user: TabletUserItem): void => {
    reload();
    if (can('hands.pin')) show({ as: 'pin', user });
  };
  return (
    <>
      <PageHead
        title="Tablets"
        note="Each works for this centre only, until it closes. Volunteers unlock them with a PIN of their own."
        actions={
          can('devices.pair') && (
            <Button icon="tablet" onClick={() => show({ as: 'setUp' })}>
              Set up a tablet
            </Button>
          )
        }
      />
      {failed && <FailedPanel title="The list could not be read" onRetry={reload} />}
      {data ? (
        <div class="columns columns--side tablets">
          <div class="column">
            <TabletsPanel items={data.items} onAct={(as, tablet) => show({ as, tablet })} />
          </div>
          <div class="column">
            <TabletUsersPanel
              users={data.hands}
              onAct={(as, user) => show({ as, user })}
              onAdd={() => show({ as: 'add' })}
            />
          </div>
        </div>
      ) : (
        !failed && <LoadingBars rows={6} />
      )}
      {open && (
        <Shown open={open} users={data?.hands ?? []} onClose={() => show(null)} onDone={reload} onAdded={added} />
      )}
    </>
  );
}
