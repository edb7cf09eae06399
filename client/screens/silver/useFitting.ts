import type { Ref } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** How many of some lines a box of fixed height holds whole; at least one. Looks again when the lines or the window change. */
export const useFitting = (keys: readonly string[]): { box: Ref<HTMLUListElement>; shown: number } => {
  const box = useRef<HTMLUListElement>(null);
  const [shown, show] = useState(keys.length);
  const [round, again] = useState(0);
  const key = keys.join(' ');
  useEffect(() => {
    const resized = () => again((it) => it + 1);
    addEventListener('resize', resized);
    return () => removeEventListener('resize', resized);
  }, []);
  useLayoutEffect(() => show(keys.length), [key, round]);
  useLayoutEffect(() => {
    const it = box.current;
    if (it && it.scrollHeight > it.clientHeight + 1 && shown > 1) show(shown - 1);
  });
  return { box, shown: Math.min(shown, keys.length) };
};
