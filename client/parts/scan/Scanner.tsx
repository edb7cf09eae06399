import { useEffect, useRef, useState } from 'preact/hooks';
import { scanned, type Scanned } from '../../../shared/references.ts';
import { Icon } from '../../ui/icons.tsx';
import { showCamera } from './camera.ts';
import { makeReader } from './reader.ts';
import './scan.scss';

const BETWEEN_LOOKS_MS = 120;

type State = 'starting' | 'looking' | 'strange' | 'none' | 'refused' | 'failed';

const words: Record<State, string> = {
  starting: 'Starting the camera',
  looking: 'Hold the wristband in the frame',
  strange: 'That code is not from one of our sheets. Look for the square beside the number.',
  none: 'This tablet has no camera that can be used here. Type the number instead.',
  refused: 'The camera is switched off for Haven on this tablet. Type the number instead.',
  failed: 'The scanner did not load. It needs signal once. Type the number instead.',
};

type Tell = (state: State) => void;

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));

/** The first of our codes that comes before the camera; `null` when told to stop. */
const readOne = async (video: HTMLVideoElement, tell: Tell, until: AbortSignal): Promise<Scanned | null> => {
  const read = await makeReader();
  const turnOff = await showCamera(video);
  if (typeof turnOff === 'string') {
    tell(turnOff);
    return null;
  }
  tell('looking');
  try {
    while (!until.aborted) {
      const text = await read(video);
      const it = text === null ? null : scanned(text);
      if (it) return it;
      if (text !== null) tell('strange');
      await rest();
    }
  } finally {
    turnOff();
  }
  return null;
};

/** Answers how to stop. */
const look = (video: HTMLVideoElement, tell: Tell, onRead: (it: Scanned) => void): (() => void) => {
  const stop = new AbortController();
  const { signal } = stop;
  const say: Tell = (state) => signal.aborted || tell(state);
  readOne(video, say, signal).then(
    (it) => it && !signal.aborted && onRead(it),
    (error: unknown) => {
      say('failed');
      // A part that could not be fetched is said above; anything else is a defect.
      if (!(error instanceof TypeError)) throw error;
    },
  );
  return () => stop.abort();
};

/** The camera's picture with a frame over it. Reads one code, then rests until it is shown anew. */
export function Scanner({ onRead }: { onRead: (it: Scanned) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [state, tell] = useState<State>('starting');
  const latest = useRef(onRead);
  latest.current = onRead;
  useEffect(() => (video.current ? look(video.current, tell, (it) => latest.current(it)) : undefined), []);
  const seeing = state === 'starting' || state === 'looking' || state === 'strange';
  return (
    <div class={seeing ? 'scanner' : 'scanner scanner--blind'}>
      <video ref={video} class="scanner__picture" playsInline muted disablePictureInPicture aria-hidden="true" />
      {seeing ? <span class="scanner__frame" aria-hidden="true" /> : <Icon name="camera" size={44} />}
      <output class="scanner__words">{words[state]}</output>
    </div>
  );
}
