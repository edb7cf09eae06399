import type { Load } from '../../shared/load.ts';
import type { MapCentre, MapVehicle, MapVenue } from './types.ts';

export type Mark = 'hollow' | 'half' | 'solid' | 'down' | 'done' | 'cross';
/** What a load is drawn in. */
export const loadTones = { room: 'haven', full: 'warn', over: 'alert' } as const satisfies Record<Load, string>;

export type RingKind = 'dotted' | 'dashed' | 'opening' | 'arc' | 'full' | 'leaving' | 'closed' | 'cancelled';
type Look = { word: string; mark: Mark; ring: RingKind };

const LOOKS: Record<string, Look> = {
  planned: { word: 'planned', mark: 'hollow', ring: 'dotted' },
  standby: { word: 'standby', mark: 'hollow', ring: 'dashed' },
  activating: { word: 'opening', mark: 'half', ring: 'opening' },
  opening: { word: 'opening', mark: 'half', ring: 'opening' },
  open: { word: 'open', mark: 'solid', ring: 'arc' },
  full: { word: 'full', mark: 'solid', ring: 'full' },
  standing_down: { word: 'standing down', mark: 'down', ring: 'leaving' },
  closed: { word: 'closed', mark: 'done', ring: 'closed' },
  debriefed: { word: 'closed', mark: 'done', ring: 'closed' },
  cancelled: { word: 'cancelled', mark: 'cross', ring: 'cancelled' },
};

/** The word, mark and ring of a centre's state; an unknown state keeps its own word and a dotted ring. */
export function centreLook(state: string): Look {
  return LOOKS[state] ?? { word: state.replaceAll('_', ' '), mark: 'hollow', ring: 'dotted' };
}

/** Rings of places with people are larger. */
export function isLargeRing(state: string): boolean {
  return ['arc', 'full', 'leaving'].includes(centreLook(state).ring);
}

/** `31 of 40`, `fewer than 5`, or nothing where there is no number to tell. */
export function occupancy({ onSite, places }: Pick<MapCentre, 'onSite' | 'places'>): string {
  if (onSite === null) return '';
  return typeof onSite === 'number' && places !== null ? `${onSite} of ${places}` : String(onSite);
}

/** What its state does not say already. */
const overWord = ({ state, loadWords }: MapCentre): string | undefined =>
  loadWords === centreLook(state).word ? undefined : loadWords;

/** Share of the ring that is filled, 0 to 1; a number that is not told fills none. */
export function ringShare({ onSite, places }: Pick<MapCentre, 'onSite' | 'places'>): number {
  if (typeof onSite !== 'number' || !places) return 0;
  return Math.min(1, Math.max(0, onSite / places));
}

/** `Centre Wren, open, 82 of 80, 2 over`. */
export function centreName(centre: MapCentre, gaps = false): string {
  const parts = [
    `Centre ${centre.name}`,
    centreLook(centre.state).word,
    occupancy(centre),
    overWord(centre),
    gaps && centre.gap,
  ];
  return parts.filter(Boolean).join(', ');
}

/** `Coach 2, 9 people, from SK 54 to Wren, due 07:58`. */
export function vehicleName(vehicle: MapVehicle, centre: string): string {
  const people = vehicle.count === 1 ? '1 person' : `${vehicle.count} people`;
  const name = vehicle.label ?? (vehicle.kind === 'bus' ? 'Bus' : 'Van');
  return `${name}, ${people}, from ${vehicle.fromSquare} to ${centre}, due ${vehicle.due}`;
}

/** `1. Juniper, Alfreton, ready 05:01, medium, chosen`: what is seen first, so that it can be said to a computer. */
export function venueName(venue: MapVenue): string {
  const state = { available: 'available', ruled_out: 'ruled out', selected: 'chosen', in_use: 'in use' }[venue.state];
  const name = venue.rank ? `${venue.rank}. ${venue.label}` : venue.label;
  return [name, venue.sub, venue.size, state].filter(Boolean).join(', ');
}
