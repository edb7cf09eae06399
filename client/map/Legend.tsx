import './legend.scss';
import { RingMark } from './RingMark.tsx';
import { route, square } from './strokes.ts';

export type LegendItem = 'open' | 'over' | 'opening' | 'route' | 'square';

const WORDS: Record<LegendItem, string> = {
  open: 'Open: people of staffed places',
  over: 'Full, or over its places',
  opening: 'Opening, or on standby',
  route: 'On the way, straight line',
  square: 'Where people come from, by square',
};
const ALL: readonly LegendItem[] = ['open', 'over', 'opening', 'route', 'square'];

/** What the signs on the map mean. Without Leaflet, so it may be imported directly. */
export function MapLegend({ items = ALL, class: extra }: { items?: readonly LegendItem[]; class?: string }) {
  return (
    <ul class={['map-legend', extra].filter(Boolean).join(' ')} aria-label="Map signs">
      {items.map((item) => (
        <li key={item}>
          <Sample item={item} />
          {WORDS[item]}
        </li>
      ))}
    </ul>
  );
}

function Sample({ item }: { item: LegendItem }) {
  if (item === 'open') return <RingMark centre={{ state: 'open', onSite: 31, places: 40 }} r={13} bare />;
  if (item === 'over') return <RingMark centre={{ state: 'open', onSite: 42, places: 40, load: 'over' }} r={13} bare />;
  if (item === 'opening') return <RingMark centre={{ state: 'standby', onSite: null, places: null }} r={13} bare />;
  return (
    <svg class="map-legend-sample" viewBox="0 0 26 18" aria-hidden="true">
      {item === 'route' ? <path d="M3 9H24" {...route} /> : <rect x="2" y="2" width="22" height="14" {...square} />}
    </svg>
  );
}
