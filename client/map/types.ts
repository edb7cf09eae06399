import type { Load } from '../../shared/load.ts';

/** WGS 84, in degrees. */
export type Position = { readonly lat: number; readonly lon: number };
export type MapBounds = {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
};

export type MapCentre = Position & {
  id: string;
  /** Code name: `Wren`. */
  name: string;
  /** planned, standby, activating, open, full, standing_down, closed, debriefed or cancelled. */
  state: string;
  /** False when the position is only the middle of its 10 km square. */
  exact: boolean;
  /** People on site; a text where the number is not told (`fewer than 5`); `null` where there is none to tell. */
  onSite: number | string | null;
  /** Staffed places. */
  places: number | null;
  /** How it stands with its places, and that in words: `2 over`. */
  load?: Load;
  loadWords?: string;
  /** First line of the label box; the name when absent. */
  label?: string;
  /** Second line of the label box: `31 of 40 · open`. */
  sub?: string;
  /** Staff gap in words, shown with `layers.gaps`: `8 welfare short`. */
  gap?: string;
};

export type MapVehicle = {
  id: string;
  kind: 'bus' | 'van';
  /** What it is called, read aloud only: `Coach 2`. */
  label?: string;
  /** Heads, or a text where the number is not told. */
  count: number | string;
  /** London time, `07:58`. */
  due: string;
  /** 10 km square it comes from: `SK 54`. */
  fromSquare: string;
  toCentreId: string;
};

export type MapVenue = Position & {
  id: string;
  size: 'small' | 'medium' | 'large';
  state: 'available' | 'ruled_out' | 'selected' | 'in_use';
  /** Place in the ranking, from 1; venues without one are small dots. */
  rank?: number;
  /** `Juniper, Alfreton`. */
  label: string;
  /** Second line of the label box: `ready 05:01`. */
  sub?: string;
};

/** What is shown; a layer left out is on, except `gaps`. */
export type MapLayers = { centres?: boolean; vehicles?: boolean; venues?: boolean; squares?: boolean; gaps?: boolean };

export type MapSelection = { kind: 'centre' | 'vehicle' | 'venue'; id: string };

export type MapContent = {
  centres?: readonly MapCentre[];
  vehicles?: readonly MapVehicle[];
  venues?: readonly MapVenue[];
  /** 10 km squares people come from. */
  squares?: readonly string[];
  pickedPoint?: Position | null;
  selectedId?: string | null;
  layers?: MapLayers;
};

/** Pixels of the world at one zoom; x grows east and y south. */
export type Point = { readonly x: number; readonly y: number };
/** `x` and `y` are the left and top edge. */
export type Box = Point & { readonly w: number; readonly h: number };
/** Width in pixels of a text on one line. */
export type Measure = (text: string, weight: number, size: number) => number;
