import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LinkOnce, type LinkOnceProps } from './LinkOnce.tsx';

export function LinkDialog({ title, made, onClose }: { title: string; made: LinkOnceProps; onClose: () => void }) {
  const foot = (
    <Button kind="secondary" onClick={onClose}>
      Done
    </Button>
  );
  return (
    <Dialog about={null} open title={title} onClose={onClose} foot={foot}>
      <LinkOnce {...made} />
    </Dialog>
  );
}
