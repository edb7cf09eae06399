import { useId } from 'preact/hooks';
import type { Strip as StripData } from '../../../shared/routes/centres.ts';
import { stripWords } from './words.ts';

const WIDTH = 96;
const fills: Partial<Record<StripData['segments'][number]['level'], string>> = {
  covered: 'var(--haven)',
  nobody: 'none',
};
const TICKS = [24, 48, 72];

/** A day of cover from the doors on: filled where all are there, hatched where some, empty where nobody. */
export function Strip({ strip }: { strip: StripData }) {
  const hatch = useId();
  const start = Date.parse(strip.segments[0]?.from ?? '');
  const end = Date.parse(strip.segments.at(-1)?.to ?? '');
  const x = (at: string): number => ((Date.parse(at) - start) / (end - start)) * WIDTH;
  return (
    <svg class="block" viewBox={`0 0 ${WIDTH} 14`} width={WIDTH} height={14} role="img" aria-label={stripWords(strip)}>
      <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="4" height="4" fill="var(--warn-solid)" />
        <rect width="2" height="4" fill="var(--warn)" />
      </pattern>
      {TICKS.map((tick) => (
        <path key={tick} d={`M${tick} 0v4`} stroke="var(--ink)" />
      ))}
      <rect x="0.5" y="2.5" width={WIDTH - 1} height="11" fill="var(--paper)" stroke="var(--line-2)" />
      {strip.segments.map(({ from, to, level }) => (
        <rect
          key={from}
          x={x(from)}
          y="2"
          width={Math.max(0, x(to) - x(from))}
          height="12"
          fill={fills[level] ?? `url(#${hatch})`}
        />
      ))}
      {TICKS.map((tick) => (
        <path key={tick} d={`M${tick} 2v12`} stroke="var(--paper)" />
      ))}
    </svg>
  );
}
