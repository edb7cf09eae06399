import './marks.scss';
import { centreLook, ringShare } from './centre-state.ts';
import type { Mark } from './centre-state.ts';
import { arcPath, dashes, ringText } from './ring.ts';
import type { MapCentre } from './types.ts';

type RingProps = {
  centre: Pick<MapCentre, 'state' | 'onSite' | 'places'>;
  r: number;
  selected?: boolean;
  bare?: boolean;
};

/** A centre's ring, `2 * r` pixels wide: how full its staffed places are, and its state as a shape. */
export function RingMark({ centre, r, selected = false, bare = false }: RingProps) {
  const size = r * 2;
  const { ring } = centreLook(centre.state);
  const small = !['arc', 'full', 'leaving'].includes(ring);
  return (
    <svg class={`map-ring map-ring--${ring}`} width={size} height={size} viewBox="-40 -40 80 80" aria-hidden="true">
      <circle class="map-ring-disc" r={39} />
      {small ? <SmallRing ring={ring} /> : <FilledRing ring={ring} share={ring === 'full' ? 1 : ringShare(centre)} />}
      {!bare && <RingWords ring={ring} lines={linesIn(ring, centre.onSite)} />}
      {selected && <circle class="map-ring-selected" r={37.5} />}
    </svg>
  );
}

function linesIn(ring: string, onSite: RingProps['centre']['onSite']): string[] {
  if (ring === 'dashed' || ring === 'dotted') return ['–'];
  return ringText(onSite ?? (ring === 'opening' ? 0 : null));
}

function FilledRing({ ring, share }: { ring: string; share: number }) {
  return (
    <>
      <circle class="map-ring-track" r={32} />
      <path class="map-ring-arc" d={arcPath(32, share)} />
      {ring === 'full' && <circle class="map-ring-edge" r={38} />}
      {ring === 'leaving' && <path class="map-ring-sign" d="M-7 22l7 6l7-6" />}
    </>
  );
}

function SmallRing({ ring }: { ring: string }) {
  if (ring === 'closed') return <ClosedRing />;
  if (ring === 'cancelled') return <path class="map-ring-sign" d="M-14 -14L14 14M14 -14L-14 14" />;
  if (ring === 'dotted') return <circle class="map-ring-dots" r={31} stroke-dasharray={dashes(31, 26, 0.01)} />;
  return (
    <>
      {ring === 'opening' && <path class="map-ring-half" d="M0 -25A25 25 0 0 1 0 25Z" />}
      <circle class="map-ring-dashes" r={31} stroke-dasharray={dashes(31, 18)} />
    </>
  );
}

function ClosedRing() {
  return (
    <>
      <circle class="map-ring-closed" r={28} />
      <path class="map-ring-tick" d="M-11 1l8 8l14 -17" />
    </>
  );
}

function RingWords({ ring, lines }: { ring: string; lines: string[] }) {
  if (ring === 'closed' || ring === 'cancelled') return null;
  const words = ring === 'full' ? [...lines.slice(0, 1), 'FULL'] : lines;
  const [first, second] = words;
  const small = ring === 'full' ? 'map-ring-number' : 'map-ring-words';
  if (second === undefined) return <text class="map-ring-number">{first}</text>;
  return (
    <>
      <text class={small} y={-7}>
        {first}
      </text>
      <text class="map-ring-words" y={11}>
        {second}
      </text>
    </>
  );
}

/** The small shape beside a centre's name: ○ standby, ◐ opening, ● open. */
export function StateMark({ mark }: { mark: Mark }) {
  return (
    <svg class="map-mark" viewBox="-8 -8 16 16" aria-hidden="true">
      {mark === 'solid' && <circle class="map-mark-fill" r={6} />}
      {mark === 'done' && <path class="map-mark-line" d="M-5 0l4 4l7 -8" />}
      {mark === 'cross' && <path class="map-mark-line" d="M-4 -4L4 4M4 -4L-4 4" />}
      {mark === 'down' && <path class="map-mark-line" d="M-5 -2l5 5l5 -5" />}
      {(mark === 'hollow' || mark === 'half') && <circle class="map-mark-line" r={5} />}
      {mark === 'half' && <path class="map-mark-fill" d="M0 -5A5 5 0 0 1 0 5Z" />}
    </svg>
  );
}
