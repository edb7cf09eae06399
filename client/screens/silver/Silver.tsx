import { useState } from 'preact/hooks';
import { useMedia } from '../../ui/useMedia.ts';
import { canRegister } from '../../session/session.ts';
import { loaded } from '../../data/store.ts';
import type { MapSelection } from '../../map/types.ts';
import { Button } from '../../ui/button.tsx';
import { LoadingBars } from '../../ui/notice.tsx';
import { Announce } from './Announce.tsx';
import { CameIn } from './CameIn.tsx';
import { Centres } from './Centres.tsx';
import { Decisions } from './Decisions.tsx';
import { GapsPanel } from './GapsPanel.tsx';
import { type Layer, MapPanel } from './MapPanel.tsx';
import { centres } from './model.ts';
import { Totals } from './Totals.tsx';
import { useVenues } from './useVenues.ts';
import { Vehicles } from './Vehicles.tsx';
import { VenuesPanel } from './VenuesPanel.tsx';
import './silver.scss';

/** Brings what was pressed on the map into view in the list. */
const reveal = ({ kind, id }: MapSelection): void => {
  const row = document.getElementById(kind === 'centre' ? `centre-${id}` : 'vehicles');
  row?.scrollIntoView({ block: 'nearest' });
  if (kind === 'centre') row?.focus({ preventScroll: true });
};

/** While nothing is open, the venues that could be are what there is to see, for those who may read the register. */
const withVenues = (chosen: readonly Layer[]): readonly Layer[] =>
  centres.value.length === 0 && canRegister('venues.read') && !chosen.includes('venues')
    ? [...chosen, 'venues']
    : chosen;

/** Silver command: how many, where, what is missing; never who. */
export function Silver() {
  const wide = useMedia('(min-width: 640px)');
  const [asked, ask] = useState(false);
  const [selected, select] = useState<string | null>(null);
  const [chosen, choose] = useState<readonly Layer[]>(['centres', 'vehicles']);
  const layers = withVenues(chosen);
  const venues = useVenues(loaded.value && layers.includes('venues'));
  const onSelect = (selection: MapSelection) => {
    select(selection.id);
    reveal(selection);
  };
  const map = wide || asked;
  if (!loaded.value) return <LoadingBars />;
  return (
    <>
      <h1 class="visually-hidden">Map</h1>
      <Totals />
      <Announce />
      <div class={map ? 'silver' : 'silver silver--list'}>
        {map && <MapPanel layers={layers} onLayers={choose} venues={venues} selected={selected} onSelect={onSelect} />}
        <div class="silver-side">
          <Centres selected={selected} />
          <VenuesPanel venues={venues} />
          <Vehicles />
          <CameIn />
          <GapsPanel />
          <Decisions />
          {!map && (
            <Button kind="secondary" icon="map" onClick={() => ask(true)}>
              Show the map
            </Button>
          )}
        </div>
      </div>
    </>
  );
}
