import { computed } from '@preact/signals';
import type { CentreCounts, VehicleCounts } from '../../../shared/counts.ts';
import { gridSquareOrigin } from '../../../shared/grid.ts';
import { operationHere } from '../../parts/centres/here.ts';
import { byId } from '../../data/store.ts';
import { squareCentre } from '../../map/grid.ts';
import type { MapCentre, MapVehicle } from '../../map/types.ts';
import { whenWords } from '../../session/now.ts';
import { stateWords } from '../../ui/states.ts';
import { gapHeads } from './gaps.ts';
import { centres, gapsNow, isBefore, loadAt, loadWordsAt, placesOf, vehicles } from './model.ts';
import { labelLine } from './words.ts';

const gapOf = (centreId: string): { gap?: string } => {
  const [line, ...more] = gapsNow.value.filter((it) => it.centreId === centreId);
  if (!line) return {};
  return { gap: `${line.role} ${gapHeads(line)}${more.length > 0 ? ` and ${more.length} more` : ''}` };
};

const idle = (it: CentreCounts): boolean => isBefore(it.state) && it.state !== 'activating' && it.onSite.value === 0;

const inSquare = ({ square }: CentreCounts): NonNullable<CentreCounts['position']> | null =>
  gridSquareOrigin(square) && { ...squareCentre(square), exact: false };

const mapCentre = (it: CentreCounts): MapCentre[] => {
  const position = it.position ?? inSquare(it);
  if (!position) return [];
  const sub = labelLine(it, byId.centre.value.get(it.id)?.doorsAt, stateWords[it.state].toLowerCase());
  const onSite = idle(it) ? null : (it.onSite.value ?? it.onSite.text);
  const places = placesOf(it);
  const standing = { load: loadAt(it), loadWords: loadWordsAt(it) };
  return [
    { ...position, id: it.id, name: it.name, state: it.state, onSite, places, sub, ...standing, ...gapOf(it.id) },
  ];
};

const mapVehicle = (it: VehicleCounts): MapVehicle[] =>
  it.fromSquare
    ? [
        {
          id: it.id,
          kind: it.kind === 'coach' || it.kind === 'minibus' ? 'bus' : 'van',
          label: it.label,
          count: it.people.value ?? it.people.text,
          due: whenWords(it.dueAt),
          fromSquare: it.fromSquare,
          toCentreId: it.toCentreId,
        },
      ]
    : [];

export const mapCentres = computed(() => centres.value.flatMap(mapCentre));
export const mapVehicles = computed(() => vehicles.value.flatMap(mapVehicle));
/** Where people come from: as the planner said, else where vehicles set off. */
export const mapSquares = computed(() => {
  const square = operationHere.value?.fromSquare;
  return square ? [square] : [...new Set(vehicles.value.flatMap((it) => it.fromSquare ?? []))];
});
/** The view is fitted anew when another centre joins. */
export const fitKey = computed(() => mapCentres.value.map((it) => it.id).join(' '));
