import { useEffect, useRef, useState } from 'preact/hooks';
import { announced } from './actions.ts';
import { countHere } from './count.ts';

const POLITE_MS = 30_000;
/** Said once few enough are left for each to be looked for. */
const isFew = (left: number, expected: number): boolean => left > 0 && left <= Math.max(3, Math.ceil(expected / 10));

/** The count in words, told at most every half minute. */
const useCountWords = (): string => {
  const words = (): string => `${countHere.peek().seen.length} of ${countHere.peek().expected} seen`;
  const [counted, tell] = useState(words);
  useEffect(() => {
    const timer = setInterval(() => tell(words()), POLITE_MS);
    return () => clearInterval(timer);
  }, []);
  return counted;
};

/** For those who listen: each mark and the count quietly, who is left aloud once. */
export function Announce({ call }: { call: string }) {
  const counted = useCountWords();
  const { notSeen, seen, expected } = countHere.value;
  const aloud = useRef<{ call: string; words: string } | null>(null);
  if (aloud.current?.call !== call && seen.length > 0 && isFew(notSeen.length, expected)) {
    aloud.current = { call, words: `${notSeen.length} not seen` };
  }
  return (
    <>
      <p class="visually-hidden" role="status">
        {announced.value}
      </p>
      <p class="visually-hidden" role="status">
        {counted}
      </p>
      <p class="visually-hidden" role="alert">
        {aloud.current?.call === call ? aloud.current.words : ''}
      </p>
    </>
  );
}
