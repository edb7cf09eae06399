import { classes } from './classes.ts';

const percent = (part: number, whole: number): string =>
  `${whole > 0 ? Math.min(100, Math.max(0, (part / whole) * 100)) : 0}%`;

export interface BarProps {
  value: number;
  /** People the present staff can look after. */
  staffed: number;
  /** People the building sleeps; the bar's whole length when given. */
  building?: number;
  /** Writes 'staffed 40' under its mark. */
  caption?: boolean;
  label: string;
}

export function Bar({ value, staffed, building, caption = true, label }: BarProps) {
  const whole = Math.max(building ?? staffed, value);
  const marked = staffed < whole;
  const late = staffed > whole / 2;
  return (
    <div class={classes('occupancy', value > staffed && 'occupancy--over')}>
      <span class="visually-hidden">{label}</span>
      <div class="occupancy__bar" aria-hidden="true">
        <span class="occupancy__fill" style={{ width: percent(value, whole) }} />
        {marked && <span class="occupancy__mark" style={{ left: percent(staffed, whole) }} />}
      </div>
      {marked && caption && (
        <div
          class={classes('occupancy__caption', late && 'occupancy__caption--before')}
          style={{ left: percent(staffed, whole) }}
          aria-hidden="true"
        >
          {late ? `staffed ${staffed} ▲` : `▲ staffed ${staffed}`}
        </div>
      )}
    </div>
  );
}

export interface ProgressProps {
  value: number;
  max: number;
  tone?: 'haven' | 'ok' | 'warn' | 'alert';
  label: string;
}

export function Progress({ value, max, tone = 'haven', label }: ProgressProps) {
  return (
    <span class={`meter meter--${tone}`}>
      <span class="visually-hidden">{label}</span>
      <span class="meter__fill" style={{ width: percent(value, max) }} />
    </span>
  );
}

export interface StepsProps {
  items: readonly { height: number; expected?: boolean }[];
  label: string;
  from: string;
  middle?: string;
  to: string;
}

/** A small bar chart; expected bars are hatched. */
export function Steps({ items, label, from, middle, to }: StepsProps) {
  const top = Math.max(1, ...items.map((item) => item.height));
  return (
    <div class="steps">
      <span class="visually-hidden">{label}</span>
      <div class="steps__bars" aria-hidden="true">
        {items.map((item, index) => (
          <span
            key={index}
            class={classes('steps__bar', item.expected && 'steps__bar--expected')}
            style={{ height: `max(2px, ${percent(item.height, top)})` }}
          />
        ))}
      </div>
      <div class="steps__axis" aria-hidden="true">
        <span>{from}</span>
        {middle && <span>{middle}</span>}
        <span>{to}</span>
      </div>
    </div>
  );
}
