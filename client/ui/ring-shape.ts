import type { CentreState } from './states.ts';

export interface RingProps {
  state: CentreState;
  /** People here; left out where the centre holds nobody yet. */
  value?: number;
  /** Staffed places. */
  max?: number;
  /** Edge in CSS pixels. */
  size?: number;
  /** Hatches the ring when the figures are old. */
  stale?: boolean;
}

export interface RingPart {
  tag: 'circle' | 'path' | 'text';
  attributes: Record<string, string>;
  text?: string;
}

const radius = 23;
const around = 2 * Math.PI * radius;

const circle = (r: number, name: string, extra: Record<string, string> = {}): RingPart => ({
  tag: 'circle',
  attributes: { cx: '32', cy: '32', r: String(r), class: name, ...extra },
});
const path = (d: string, name: string): RingPart => ({ tag: 'path', attributes: { d, class: name } });

function number(text: string, y = 33): RingPart {
  const attributes = {
    x: '32',
    y: String(y),
    class: 'ring__number',
    'text-anchor': 'middle',
    'dominant-baseline': 'central',
  };
  return { tag: 'text', attributes, text };
}

function arc(value: number, max: number, name: string): RingPart {
  const length = Math.max(0, Math.min(1, max > 0 ? value / max : 0)) * around;
  const dash = `${length.toFixed(1)} ${around.toFixed(1)}`;
  return circle(radius, name, { 'stroke-dasharray': dash, transform: 'rotate(-90 32 32)' });
}

const ticks = (name: string): RingPart => circle(radius, name, { 'stroke-dasharray': `${(around / 36).toFixed(3)}` });
const disc = circle(31, 'ring__disc');

function body({ state, value = 0, max = 0 }: RingProps): RingPart[] {
  const shown = number(String(value));
  switch (state) {
    case 'planned':
      return [circle(radius + 2, 'ring__dots', { 'stroke-dasharray': '0.1 4.81' }), number('–')];
    case 'standby':
      return [ticks('ring__ticks'), number('–')];
    case 'activating':
      return [path('M32 16a16 16 0 0 1 0 32z', 'ring__half'), ticks('ring__ticks'), shown];
    case 'open':
      return [circle(radius, 'ring__track'), arc(value, max, 'ring__arc'), shown];
    case 'full':
      return [circle(radius, 'ring__arc'), circle(30, 'ring__edge'), shown];
    case 'standing_down':
      return [
        circle(radius, 'ring__track'),
        arc(value, max, 'ring__going'),
        number(String(value), 31),
        path('M26 44l6 5 6-5', 'ring__sign'),
      ];
    case 'closed':
      return [circle(22, 'ring__solid'), path('M22 32l7 7 13-14', 'ring__check')];
    case 'debriefed':
      return [circle(22, 'ring__open'), path('M22 32l7 7 13-14', 'ring__sign')];
    case 'cancelled':
      return [circle(22, 'ring__open'), path('M22 22l20 20M42 22L22 42', 'ring__sign')];
  }
}

/** The pieces of a ring, drawn the same way by Preact and on the map. */
export function ringParts(props: RingProps): RingPart[] {
  const hatch = props.stale ? [circle(radius, 'ring__stale', { 'stroke-dasharray': '2 3' })] : [];
  return [disc, ...body(props), ...hatch];
}
