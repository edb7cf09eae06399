import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { MapLegend } from './map/Legend.tsx';
import { MapView } from './map/MapView.tsx';
import type { MapCentre, MapVehicle, MapVenue } from './map/types.ts';

const query = new URLSearchParams(location.search);
const theme = query.get('theme') === 'dark' ? 'dark' : 'light';
const show = query.get('show') ?? 'silver';
document.documentElement.dataset['theme'] = theme;

const centres: MapCentre[] = [
  {
    id: 'c1',
    name: 'Wren',
    state: 'open',
    lat: 53.13,
    lon: -1.4,
    exact: true,
    onSite: 31,
    places: 40,
    sub: '31 of 40 · open',
    gap: '2 interpreters short',
  },
  {
    id: 'c2',
    name: 'Heron',
    state: 'activating',
    lat: 52.93,
    lon: -1.47,
    exact: true,
    onSite: 0,
    places: 40,
    sub: 'opening 08:15',
  },
  {
    id: 'c3',
    name: 'Plover',
    state: 'standby',
    lat: 53.33,
    lon: -1.47,
    exact: true,
    onSite: null,
    places: null,
    sub: 'standby',
  },
];
const states = ['planned', 'standby', 'activating', 'open', 'full', 'standing_down', 'closed', 'cancelled'];
const crowd: MapCentre[] = states.map((state, i) => ({
  id: state,
  name: ['Wren', 'Heron', 'Plover', 'Robin', 'Lapwing', 'Dunnock', 'Siskin', 'Teal'][i] ?? '',
  state,
  lat: 53.08 + (i % 2) * 0.09,
  lon: -1.55 + Math.floor(i / 2) * 0.01,
  exact: false,
  onSite: state === 'open' ? 'fewer than 5' : i > 2 ? 12 : null,
  places: 12 + i,
}));
const vehicles: MapVehicle[] = [
  { id: 'v1', kind: 'bus', label: 'Coach 2', count: 9, due: '07:58', fromSquare: 'SK 54', toCentreId: 'c1' },
  { id: 'v2', kind: 'van', count: 6, due: '08:30', fromSquare: 'SK 52', toCentreId: 'c2' },
];
const venues: MapVenue[] = [
  {
    id: 'V010',
    lat: 53.1,
    lon: -1.4,
    size: 'medium',
    state: 'selected',
    rank: 1,
    label: 'Juniper, Alfreton',
    sub: 'ready 05:01',
  },
  {
    id: 'V038',
    lat: 52.925,
    lon: -1.475,
    size: 'medium',
    state: 'available',
    rank: 2,
    label: 'Northgate, Derby',
    sub: 'ready 04:46',
  },
  {
    id: 'V012',
    lat: 53.3,
    lon: -1.47,
    size: 'small',
    state: 'available',
    rank: 3,
    label: 'Larch, Dronfield',
    sub: 'ready 04:36',
  },
  {
    id: 'V017',
    lat: 53.095,
    lon: -1.36,
    size: 'small',
    state: 'available',
    rank: 4,
    label: 'Quarry, Pinxton',
    sub: 'ready 05:46',
  },
];
const register: MapVenue[] = Array.from({ length: 24 }, (_, i) => ({
  id: `R${i}`,
  lat: 52.85 + ((i * 37) % 50) / 100,
  lon: -1.75 + ((i * 53) % 60) / 100,
  size: (['small', 'medium', 'large'] as const)[i % 3] ?? 'small',
  state: (['available', 'ruled_out', 'in_use', 'available'] as const)[i % 4] ?? 'available',
  label: `Venue ${i}`,
}));

function Silver() {
  const [people, setPeople] = useState(31);
  const [picked, setPicked] = useState('');
  useEffect(() => {
    if (!query.has('live')) return undefined;
    const timer = setInterval(() => setPeople((n) => (n % 40) + 1), 500);
    return () => clearInterval(timer);
  }, []);
  const now = centres.map((centre) =>
    centre.id === 'c1' ? { ...centre, onSite: people, sub: `${people} of 40 · open` } : centre,
  );
  return (
    <>
      <MapView
        class="demo-map"
        theme={theme}
        large={query.has('wall')}
        controls={!query.has('wall')}
        stale={query.has('stale')}
        tiles={query.get('tiles') ?? undefined}
        tilesCredit="Sample tiles"
        centres={show === 'crowd' ? crowd : now}
        vehicles={show === 'crowd' ? [] : vehicles}
        squares={['SK 54']}
        layers={{ gaps: query.has('gaps') }}
        selectedId={picked}
        onSelect={query.has('wall') ? undefined : ({ id }) => setPicked(id)}
      />
      {!query.has('wall') && <MapLegend class="demo-legend" />}
    </>
  );
}

function Venues() {
  const [chosen, setChosen] = useState('V010');
  const [picked, setPicked] = useState<{ lat: number; lon: number } | null>(null);
  const ranked = venues.map((venue) => ({
    ...venue,
    state: venue.id === chosen ? ('selected' as const) : ('available' as const),
  }));
  return (
    <>
      <MapView
        class="demo-map demo-map--venues"
        venues={ranked}
        squares={['SK 45']}
        onSelect={({ id }) => setChosen(id)}
      />
      <MapView
        class="demo-map demo-map--venues"
        venues={register}
        pickedPoint={picked}
        onPick={(lat, lon) => setPicked({ lat, lon })}
        onSelect={() => undefined}
      />
    </>
  );
}

const root = document.getElementById('demo');
if (root) render(show === 'venues' ? <Venues /> : <Silver />, root);
