import { useEffect, useRef, useState } from 'preact/hooks';
import { showCamera } from '../../parts/scan/camera.ts';
import { makeReader } from '../../parts/scan/reader.ts';
import { Button } from '../../ui/button.tsx';

const BETWEEN_LOOKS_MS = 150;

/** Looks until it has read something or is told to stop. */
const look = async (video: HTMLVideoElement, over: () => boolean): Promise<{ text: string } | 'blind' | null> => {
  const read = await makeReader();
  const camera = await showCamera(video);
  if (typeof camera === 'string') return 'blind';
  try {
    for (;;) {
      if (over()) return null;
      const text = await read(video);
      if (text !== null) return { text };
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
    }
  } finally {
    camera();
  }
};

/** The camera, until it has read a code. What it sees stays on this tablet. */
export function Scan({ onFound, onClose }: { onFound: (text: string) => void; onClose: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [blind, setBlind] = useState(false);
  useEffect(() => {
    if (!video.current) return;
    let over = false;
    void look(video.current, () => over).then((found) => {
      if (over || found === null) return;
      if (found === 'blind') setBlind(true);
      else onFound(found.text);
    });
    return () => void (over = true);
  }, []);
  return (
    <div class="pile gap-18 row--top">
      {blind && <p role="alert">The camera cannot be used here. Type the code instead.</p>}
      <video
        ref={video}
        class="set-up__video"
        hidden={blind}
        muted
        playsInline
        disablePictureInPicture
        aria-label="What the camera sees"
      />
      <Button kind="secondary" onClick={onClose}>
        Type the code instead
      </Button>
    </div>
  );
}
