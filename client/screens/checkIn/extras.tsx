import type { PersonRow } from '../../../shared/people.ts';
import { GroupDialog } from '../../parts/people/GroupDialog.tsx';
import { NameDialog } from '../../parts/people/NameDialog.tsx';
import { PlaceDialog } from '../../parts/people/PlaceDialog.tsx';
import { UndoDialog } from '../../parts/people/UndoDialog.tsx';
import { RaiseNeed } from '../../parts/needs/RaiseNeed.tsx';

export { changedOf } from '../../parts/people/changed.ts';

export type Extra = 'name' | 'group' | 'place' | 'undo' | 'need';

const dialogs = { name: NameDialog, group: GroupDialog, place: PlaceDialog, undo: UndoDialog } as const;

/** What may be added to a guest who is checked in. */
export function ExtraDialog({ guest, open, onClose }: { guest: PersonRow; open: Extra; onClose: () => void }) {
  if (open === 'need') return <RaiseNeed open person={guest} onClose={onClose} />;
  const Dialog = dialogs[open];
  return <Dialog guest={guest} onClose={onClose} />;
}
