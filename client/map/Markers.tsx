import type { ComponentChildren } from 'preact';
import { centreLook, centreName, vehicleName, venueName } from './centre-state.ts';
import { RingMark, StateMark } from './RingMark.tsx';
import type { PlacedCentre, PlacedSquare, PlacedVehicle, PlacedVenue, Scene } from './scene.ts';
import { centreSub } from './scene.ts';
import { line, route, square as drawnSquare } from './strokes.ts';
import type { MapSelection, Point } from './types.ts';

type Disc = { fill?: string; ink?: string; edge: string; width: number };
type MarkersProps = {
  scene: Scene;
  origin: Point;
  gaps: boolean;
  selectedId: string | null;
  onSelect?: ((selection: MapSelection) => void) | undefined;
  onFocus: (at: Point) => void;
};
type Shared = Omit<MarkersProps, 'scene' | 'gaps'>;

/** Everything above the base: squares and lines first, then the markers in list order. */
export function Markers({ scene, gaps, ...shared }: MarkersProps) {
  const { origin } = shared;
  return (
    <>
      <svg class="map-under" width="1" height="1" aria-hidden="true">
        {scene.squares.map((square) => (
          <Square key={square.name} square={square} origin={origin} />
        ))}
        {scene.vehicles.map((vehicle) => (
          <Route key={vehicle.vehicle.id} vehicle={vehicle} origin={origin} />
        ))}
        {[...scene.centres, ...scene.venues].map((placed) =>
          placed.moved ? (
            <Tether key={'venue' in placed ? placed.venue.id : placed.centre.id} placed={placed} origin={origin} />
          ) : null,
        )}
      </svg>
      {scene.picked && <Pin at={scene.picked} origin={origin} />}
      {scene.venues.map((placed) => (
        <VenueMarker key={placed.venue.id} placed={placed} {...shared} />
      ))}
      {scene.centres.map((placed) => (
        <CentreMarker key={placed.centre.id} placed={placed} gaps={gaps} {...shared} />
      ))}
      {scene.vehicles.map((placed) => (
        <VehicleMarker key={placed.vehicle.id} placed={placed} {...shared} />
      ))}
    </>
  );
}

const subTone = { room: 'quiet', full: 'warn-text', over: 'alert-text' } as const;

function CentreMarker({ placed, gaps, ...shared }: Shared & { placed: PlacedCentre; gaps: boolean }) {
  const { centre, r, side } = placed;
  const selected = shared.selectedId === centre.id;
  return (
    <Marker
      at={placed}
      {...shared}
      pick={{ kind: 'centre', id: centre.id }}
      kind="centre"
      name={centreName(centre, gaps)}
    >
      <RingMark centre={centre} r={r} selected={selected} />
      <span class={`map-tag map-tag--${side}`}>
        <span class="map-tag-title strong">
          {centre.label ?? centre.name} <StateMark mark={centreLook(centre.state).mark} />
        </span>
        <span class={`map-tag-sub ${subTone[centre.load ?? 'room']}`}>{centreSub(centre)}</span>
        {gaps && centre.gap && (
          <span class="map-tag-sub warn-text">
            <GapSign />
            {centre.gap}
          </span>
        )}
      </span>
    </Marker>
  );
}

/** The ground, the letters on it, the edge and how wide that is. */
const discs: Record<PlacedVenue['venue']['state'] | 'ranked', Disc> = {
  available: { edge: 'haven', width: 7 },
  ranked: { edge: 'line-2', width: 3.5 },
  ruled_out: { edge: 'line-2', width: 4 },
  in_use: { fill: 'ink', ink: 'paper', edge: 'paper', width: 4 },
  selected: { fill: 'haven', ink: 'on-haven', edge: 'paper', width: 3 },
};

function VenueMarker({ placed, ...shared }: Shared & { placed: PlacedVenue }) {
  const { venue, side, r } = placed;
  const look = `venue${venue.state === 'selected' ? ' map-venue--selected' : ''}`;
  const {
    fill = 'paper',
    ink = 'ink',
    edge,
    width,
  } = discs[venue.state === 'available' && venue.rank ? 'ranked' : venue.state];
  return (
    <Marker at={placed} {...shared} pick={{ kind: 'venue', id: venue.id }} kind={look} name={venueName(venue)}>
      <svg class="map-venue-mark" width={r * 2} height={r * 2} viewBox="-20 -20 40 40" aria-hidden="true">
        <circle r={18} {...line(edge, width)} fill={`var(--${fill})`} />
        {venue.rank && (
          <text class="size-19 strong" fill={`var(--${ink})`} text-anchor="middle" dominant-baseline="central">
            {venue.rank}
          </text>
        )}
        {venue.state === 'ruled_out' && !venue.rank && <path d="M-11 11L11 -11" {...line('line-2', 4)} />}
      </svg>
      <span class={`map-tag map-tag--${side}`}>
        <span class="map-tag-title strong">{venue.label}</span>{' '}
        {venue.sub && <span class="map-tag-sub quiet">{venue.sub}</span>}
      </span>
    </Marker>
  );
}

function VehicleMarker({ placed, ...shared }: Shared & { placed: PlacedVehicle }) {
  const { vehicle, centre } = placed;
  const name = vehicleName(vehicle, centre.name);
  return (
    <Marker at={placed} {...shared} pick={{ kind: 'vehicle', id: vehicle.id }} kind="vehicle" name={name}>
      <VehicleSign kind={vehicle.kind} />
      <span>
        {vehicle.count} · {vehicle.due}
      </span>
    </Marker>
  );
}

type MarkerProps = Shared & {
  at: Point;
  pick: MapSelection;
  kind: string;
  name: string;
  children: ComponentChildren;
};

function Marker({ at, origin, pick, kind, name, selectedId, onSelect, onFocus, children }: MarkerProps) {
  const chosen = selectedId === pick.id;
  const look = `map-marker map-${kind}${chosen ? ' is-selected' : ''}`;
  const style = {
    transform: `translate(${Math.round(at.x - origin.x)}px, ${Math.round(at.y - origin.y)}px) translate(-50%, -50%)`,
  };
  // The name is read instead of what is drawn, which would be figures and half sentences.
  const inside = (
    <>
      <span class="visually-hidden">{name}</span>
      <span class="map-shown" aria-hidden="true">
        {children}
      </span>
    </>
  );
  if (!onSelect) {
    return (
      <div class={look} style={style}>
        {inside}
      </div>
    );
  }
  return (
    <button
      type="button"
      class={look}
      style={style}
      aria-pressed={chosen}
      onClick={() => onSelect(pick)}
      onFocus={(event) => event.currentTarget.matches(':focus-visible') && onFocus(at)}
    >
      {inside}
    </button>
  );
}

function Square({ square, origin }: { square: PlacedSquare; origin: Point }) {
  return (
    <polygon points={square.corners.map((p) => `${p.x - origin.x},${p.y - origin.y}`).join(' ')} {...drawnSquare} />
  );
}

function Route({ vehicle: { from, to }, origin }: { vehicle: PlacedVehicle; origin: Point }) {
  const ends = { x1: from.x - origin.x, y1: from.y - origin.y, x2: to.x - origin.x, y2: to.y - origin.y };
  return (
    <>
      <line {...line('map-land', 7)} {...ends} />
      <line {...route} {...ends} />
    </>
  );
}

/** From where a marker was moved to clear its neighbours back to where it belongs. */
function Tether({ placed, origin }: { placed: PlacedCentre | PlacedVenue; origin: Point }) {
  const { moved } = placed;
  if (!moved) return null;
  const at = { x: moved.x - origin.x, y: moved.y - origin.y };
  return (
    <>
      <line x1={at.x} y1={at.y} x2={placed.x - origin.x} y2={placed.y - origin.y} {...line('ink-2', 1.5)} />
      <circle cx={at.x} cy={at.y} r={3} fill="var(--ink-2)" />
    </>
  );
}

function Pin({ at, origin }: { at: Point; origin: Point }) {
  const style = {
    transform: `translate(${Math.round(at.x - origin.x)}px, ${Math.round(at.y - origin.y)}px) translate(-50%, -100%)`,
  };
  return (
    <svg
      class="map-pin"
      style={style}
      width="32"
      height="40"
      viewBox="-16 -38 32 40"
      role="img"
      aria-label="Chosen point"
    >
      <path
        d="M0 0C-4 -8 -13 -14 -13 -24A13 13 0 0 1 13 -24C13 -14 4 -8 0 0Z"
        fill="var(--haven)"
        stroke="var(--paper)"
        stroke-width="2"
      />
      <circle cy="-24" r="5" fill="var(--paper)" />
    </svg>
  );
}

function VehicleSign({ kind }: { kind: 'bus' | 'van' }) {
  return (
    <svg class="map-sign" viewBox="0 0 24 24" stroke-width="1.9" aria-hidden="true">
      {kind === 'bus' ? (
        <path d="M4 5h16v12H4zM4 12h16M9.3 5v7M14.7 5v7M6 17v2.5M18 17v2.5M7 14.7h1.5M15.5 14.7H17" />
      ) : (
        <path d="M2.5 6h11.5v11H10M5 17H2.5V6M14 9.5h4l3.5 4V17H20M15 17h-1M5 17.3a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0-4.6 0M15.2 17.3a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0-4.6 0" />
      )}
    </svg>
  );
}

function GapSign() {
  return (
    <svg class="map-sign map-sign--gap" viewBox="0 0 24 24" stroke-width="2.2" aria-hidden="true">
      <path d="M12 4L22 20H2ZM12 10v5M12 17.2v.6" />
    </svg>
  );
}
