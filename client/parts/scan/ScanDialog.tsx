import type { Scanned } from '../../../shared/references.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Scanner } from './Scanner.tsx';

export interface ScanProps {
  title: string;
  onRead: (it: Scanned) => void;
  onClose: () => void;
}

/** Scans one code over whatever page asks for it. */
export function ScanDialog({ title, onRead, onClose }: ScanProps) {
  return (
    <Dialog
      about={null}
      open
      title={title}
      onClose={onClose}
      foot={
        <Button kind="secondary" onClick={onClose}>
          Close
        </Button>
      }
    >
      <Scanner onRead={onRead} />
    </Dialog>
  );
}
