import type { ComponentChildren } from 'preact';
import { classes } from './classes.ts';
import { Icon } from './icons.tsx';
import { Pictogram, type PictogramName } from './pictograms.tsx';

export interface TileGridProps {
  legend: string;
  hideLegend?: boolean;
  /** Columns on a wide tablet; portrait takes three (two when there are two). */
  columns?: 2 | 3 | 4;
  class?: string;
  children: ComponentChildren;
}

export function TileGrid({ legend, hideLegend = true, columns = 4, class: extra, children }: TileGridProps) {
  return (
    <fieldset class={classes('tiles', extra)}>
      <legend class={hideLegend ? 'visually-hidden' : 'question'}>{legend}</legend>
      <div class={`tiles__grid tiles__grid--${columns}`}>{children}</div>
    </fieldset>
  );
}

export interface TileProps {
  type: 'radio' | 'checkbox';
  name: string;
  value: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  title: string;
  sub?: string;
  pictogram?: PictogramName;
  /** Tells the lead at once: shows the bell. */
  alerts?: boolean;
  /** Heavier edge, for what is expected first. */
  strong?: boolean;
  /** Language of the title. */
  lang?: string;
  dir?: 'ltr' | 'rtl';
  big?: boolean;
  /** Called on every press, also on a radio already chosen. */
  onPress?: () => void;
}

export function Tile({
  type,
  name,
  value,
  checked,
  onChange,
  title,
  sub,
  pictogram,
  alerts,
  strong,
  lang,
  dir,
  big,
  onPress,
}: TileProps) {
  return (
    <label class={classes('tile', strong && 'tile--strong', big && 'tile--big', pictogram && 'tile--picture')}>
      <input
        type={type}
        name={name}
        value={value}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
        onClick={onPress}
      />
      {alerts && <Icon name="bell" size={18} class="tile__bell" />}
      <span class="tile__tick" aria-hidden="true">
        <Icon name="check" size={16} />
      </span>
      {pictogram && <Pictogram name={pictogram} size={big ? 150 : 64} />}
      <span class="tile__title" lang={lang} dir={dir}>
        {title}
      </span>
      {sub && <span class="tile__sub">{sub}</span>}
      {alerts && <span class="visually-hidden">, for the lead</span>}
    </label>
  );
}
