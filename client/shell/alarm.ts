import { useEffect } from 'preact/hooks';

const REPEAT_MS = 20_000;
let audio: AudioContext | null = null;

const chime = (): void => {
  // Browsers only let a page sound once someone has touched it; the banner shows in any case.
  audio ??= new AudioContext();
  if (audio.state === 'suspended') return;
  const start = audio.currentTime;
  for (const [at, pitch] of [
    [0, 880],
    [0.18, 660],
    [0.36, 880],
  ] as const) {
    const tone = audio.createOscillator();
    const level = audio.createGain();
    tone.frequency.value = pitch;
    level.gain.setValueAtTime(0.12, start + at);
    level.gain.exponentialRampToValueAtTime(0.001, start + at + 0.16);
    tone.connect(level).connect(audio.destination);
    tone.start(start + at);
    tone.stop(start + at + 0.17);
  }
};

addEventListener('pointerdown', () => void audio?.resume(), { passive: true });

/** Sounds when something new is in the list, and again while anything is. */
export const useAlarm = (ids: readonly string[]): void => {
  const key = ids.toSorted().join(' ');
  useEffect(() => {
    if (key === '') return;
    chime();
    const timer = setInterval(chime, REPEAT_MS);
    return () => clearInterval(timer);
  }, [key]);
};
