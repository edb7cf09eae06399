import { useEffect } from 'preact/hooks';
import type { Scanned } from '../../../shared/references.ts';
import { scanning } from './parts.ts';

/** The camera in place of the picture, once its part has come. */
export function ScanView({ onRead }: { onRead: (it: Scanned) => void }) {
  useEffect(scanning.fetch, []);
  const part = scanning.part.value;
  return (
    <div class="scan__view scan__view--camera">
      {part ? (
        <part.Scanner onRead={onRead} />
      ) : (
        <p role="status">
          {scanning.failed.value ? 'The scanner did not load. It needs signal once.' : 'Starting the camera'}
        </p>
      )}
    </div>
  );
}
