import './marks.scss';
import { centreLook, loadTones, ringShare } from './centre-state.ts';
import type { Load } from '../../shared/load.ts';
import type { Mark } from './centre-state.ts';
import { arcPath, dashes, ringText } from './ring.ts';
import { line } from './strokes.ts';
import type { MapCentre } from './types.ts';

type RingProps = {
  centre: Pick<MapCentre, 'state' | 'onSite' | 'places' | 'load'>;
  r: number;
  selected?: boolean;
  bare?: boolean;
};

const sign = { fill: 'none', stroke: 'currentColor', 'stroke-width': 2.2 };

/** A centre's ring, `2 * r` pixels wide: how full its staffed places are, and its state as a shape. */
export function RingMark({ centre, r, selected = false, bare = false }: RingProps) {
  const size = r * 2;
  const { ring } = centreLook(centre.state);
  const small = !['arc', 'full', 'leaving'].includes(ring);
  const load = centre.load ?? (ring === 'full' ? 'full' : 'room');
  return (
    <svg class={`map-ring map-ring--${ring}`} width={size} height={size} viewBox="-40 -40 80 80" aria-hidden="true">
      <circle r={39} fill="var(--paper)" />
      {small ? (
        <SmallRing ring={ring} />
      ) : (
        <FilledRing ring={ring} load={load} share={load === 'room' ? ringShare(centre) : 1} />
      )}
      {!bare && <RingWords ring={ring} load={small ? 'room' : load} lines={linesIn(ring, centre.onSite)} />}
      {selected && <circle r={37.5} {...line('ink', 3)} />}
    </svg>
  );
}

function linesIn(ring: string, onSite: RingProps['centre']['onSite']): string[] {
  if (ring === 'dashed' || ring === 'dotted') return ['–'];
  return ringText(onSite ?? (ring === 'opening' ? 0 : null));
}

function FilledRing({ ring, load, share }: { ring: string; load: Load; share: number }) {
  const tone = ring === 'leaving' && load === 'room' ? 'line-2' : loadTones[load];
  return (
    <>
      <circle class="map-ring-band" r={32} {...line('track', 9)} />
      <path class="map-ring-band map-ring-arc" d={arcPath(32, share)} {...line(tone, 9)} />
      {load !== 'room' && <circle r={38} {...line('ink', 3)} />}
      {ring === 'leaving' && <path d="M-7 22l7 6l7-6" {...line('ink-2', 4)} />}
    </>
  );
}

function SmallRing({ ring }: { ring: string }) {
  if (ring === 'closed') return <ClosedRing />;
  if (ring === 'cancelled') return <path d="M-14 -14L14 14M14 -14L-14 14" {...line('ink-2', 4)} />;
  if (ring === 'dotted') {
    return <circle r={31} stroke-dasharray={dashes(31, 26, 0.01)} stroke-linecap="round" {...line('line-2', 2.5)} />;
  }
  return (
    <>
      {ring === 'opening' && <path d="M0 -25A25 25 0 0 1 0 25Z" fill="var(--haven-tint)" />}
      <circle class="map-ring-band" r={31} stroke-dasharray={dashes(31, 18)} {...line('line-2', 9)} />
    </>
  );
}

function ClosedRing() {
  return (
    <>
      <circle r={28} fill="var(--ink-2)" />
      <path d="M-11 1l8 8l14 -17" {...line('paper', 5)} />
    </>
  );
}

const loadSign = { full: 'FULL', over: 'OVER' } as const;

function RingWords({ ring, load, lines }: { ring: string; load: Load; lines: string[] }) {
  if (ring === 'closed' || ring === 'cancelled') return null;
  // Where the number is hidden, its words need both lines.
  const words = load === 'room' || lines.length > 1 ? lines : [...lines.slice(0, 1), loadSign[load]];
  const [first, second] = words;
  const big = ['dashed', 'dotted', 'opening'].includes(ring) ? 'size-28 strong' : 'size-24 strong';
  if (second === undefined) return <text class={big}>{first}</text>;
  return (
    <>
      <text class={words === lines ? 'size-13 strong' : big} y={-7}>
        {first}
      </text>
      <text class="size-13 strong" y={11}>
        {second}
      </text>
    </>
  );
}

/** The small shape beside a centre's name: ○ standby, ◐ opening, ● open. */
export function StateMark({ mark }: { mark: Mark }) {
  return (
    <svg class="map-mark" viewBox="-8 -8 16 16" aria-hidden="true">
      {mark === 'solid' && <circle r={6} fill="currentColor" />}
      {mark === 'done' && <path d="M-5 0l4 4l7 -8" {...sign} />}
      {mark === 'cross' && <path d="M-4 -4L4 4M4 -4L-4 4" {...sign} />}
      {mark === 'down' && <path d="M-5 -2l5 5l5 -5" {...sign} />}
      {(mark === 'hollow' || mark === 'half') && <circle r={5} {...sign} />}
      {mark === 'half' && <path d="M0 -5A5 5 0 0 1 0 5Z" fill="currentColor" />}
    </svg>
  );
}
