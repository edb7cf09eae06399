import { useId } from 'preact/hooks';
import type { Strip as StripData } from '../../../shared/routes/centres.ts';
import { stripWords } from './words.ts';

const WIDTH = 96;
const TICKS = [24, 48, 72];

/** A day of cover from the doors on: filled where all are there, hatched where some, empty where nobody. */
export function Strip({ strip }: { strip: StripData }) {
  const hatch = useId();
  const start = Date.parse(strip.segments[0]?.from ?? '');
  const end = Date.parse(strip.segments.at(-1)?.to ?? '');
  const x = (at: string): number => ((Date.parse(at) - start) / (end - start)) * WIDTH;
  return (
    <svg class="strip" viewBox={`0 0 ${WIDTH} 14`} width={WIDTH} height={14} role="img" aria-label={stripWords(strip)}>
      <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="strip__hatch-back" width="4" height="4" />
        <rect class="strip__hatch" width="2" height="4" />
      </pattern>
      {TICKS.map((tick) => (
        <path key={tick} class="strip__tick" d={`M${tick} 0v4`} />
      ))}
      <rect class="strip__edge" x="0.5" y="2.5" width={WIDTH - 1} height="11" />
      {strip.segments.map(({ from, to, level }) => (
        <rect
          key={from}
          class={`strip__part strip__part--${level}`}
          x={x(from)}
          y="2"
          width={Math.max(0, x(to) - x(from))}
          height="12"
          fill={level === 'some' ? `url(#${hatch})` : undefined}
        />
      ))}
      {TICKS.map((tick) => (
        <path key={tick} class="strip__gap" d={`M${tick} 2v12`} />
      ))}
    </svg>
  );
}
