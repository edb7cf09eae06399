import type { PersonRow } from '../../../shared/people.ts';
import { GroupDialog } from '../../app/parts/guest/GroupDialog.tsx';
import { NameDialog } from '../../app/parts/guest/NameDialog.tsx';
import { PlaceDialog } from '../../app/parts/guest/PlaceDialog.tsx';
import { UndoDialog } from '../../app/parts/guest/UndoDialog.tsx';
import { RaiseNeed } from '../../app/parts/RaiseNeed.tsx';

export type Extra = 'name' | 'group' | 'place' | 'undo' | 'need';

const dialogs = { name: NameDialog, group: GroupDialog, place: PlaceDialog, undo: UndoDialog } as const;

/** What may be added to a guest who is checked in. */
export function ExtraDialog({ guest, open, onClose }: { guest: PersonRow; open: Extra; onClose: () => void }) {
  if (open === 'need') return <RaiseNeed open person={guest} onClose={onClose} />;
  const Dialog = dialogs[open];
  return <Dialog guest={guest} onClose={onClose} />;
}
