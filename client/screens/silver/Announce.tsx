import { useEffect, useRef, useState } from 'preact/hooks';
import { plural } from '../../../shared/words.ts';
import { totals, vehicles } from './model.ts';

const EVERY_MS = 30_000;

const sentence = (): string => {
  const sums = totals.peek();
  if (!sums) return '';
  const coming = vehicles.peek();
  return `${sums.onSite.text} on site. ${sums.inTransit.text} in transit in ${plural(coming.length, 'vehicle')}. ${sums.away.text} away.`;
};

/** For a screen reader: counts at most every half minute, and at once when there are P1 needs that were not. */
export function Announce() {
  const [announced, announce] = useState('');
  const [urgent, setUrgent] = useState('');
  const before = useRef<string | null>(null);
  const p1 = totals.value?.p1.text ?? null;
  useEffect(() => {
    const timer = setInterval(() => announce(sentence()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (p1 !== null && before.current !== null && p1 !== before.current) setUrgent(`P1 needs open: ${p1}.`);
    before.current = p1;
  }, [p1]);
  return (
    <div class="visually-hidden">
      <output>{announced}</output>
      <p role="alert">{urgent}</p>
    </div>
  );
}
