import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import type { Scanned } from '../../../shared/references.ts';
import { Button } from '../../ui/button.tsx';
import { mayHaveCamera } from './camera.ts';
import type { ScanProps } from './ScanDialog.tsx';

/** Opens the camera over the page; left out where there cannot be one. The scanner is fetched when it is pressed. */
export function ScanButton({ title, onRead }: Pick<ScanProps, 'title' | 'onRead'>) {
  const [part, setPart] = useState<{ Dialog: FunctionComponent<ScanProps> } | null>(null);
  const [failed, fail] = useState(false);
  const open = () => {
    fail(false);
    import('./ScanDialog.tsx').then(
      (it) => setPart({ Dialog: it.ScanDialog }),
      () => fail(true),
    );
  };
  if (!mayHaveCamera()) return null;
  const close = () => setPart(null);
  const read = (it: Scanned) => {
    close();
    onRead(it);
  };
  return (
    <>
      <Button kind="secondary" icon="qr" onClick={open}>
        Scan
      </Button>
      <output>{failed && 'The scanner did not load. It needs signal once.'}</output>
      {part && <part.Dialog title={title} onRead={read} onClose={close} />}
    </>
  );
}
