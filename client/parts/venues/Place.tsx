import { lazy } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import type { AskedOf } from '../../../shared/contract.ts';
import type { Queries } from '../../../shared/routes/all.ts';
import { ApiProblem, ask } from '../../data/api.ts';
import type { VenuePosition } from '../../../shared/venues/views.ts';
import { Button } from '../../ui/button.tsx';
import { NumberField } from '../../forms/NumberField.tsx';
import type { Form } from '../../forms/formType.ts';
import { TextField } from '../../ui/fields.tsx';
import { type Draft, fieldId } from './form.ts';

const MapView = lazy(() => import('../../map/MapView.tsx').then((m) => m.MapView));

const look = async (where: AskedOf<Queries['/api/venues/position']>): Promise<VenuePosition | string> => {
  try {
    return await ask('/api/venues/position', where);
  } catch (error) {
    if (error instanceof ApiProblem) return error.body.errors?.[0]?.detail ?? error.body.title;
    throw error;
  }
};

const texts = [
  ['address', 'Address'],
  ['town', 'Town'],
  ['postcode', 'Postcode'],
  ['district', 'District'],
] as const;

/** Where it is: in words, by grid reference, by latitude and longitude, or by a press on the map; each shows the others. */
export function Place({ form }: { form: Form<Draft> }) {
  const { draft, set } = form;
  const { lat, lon } = draft;
  const [grid, setGrid] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const take = (answer: VenuePosition | string, moves: boolean) => {
    if (typeof answer === 'string') return setTrouble(answer);
    setTrouble(null);
    setGrid(answer.gridReference ?? '');
    if (moves) set({ lat: answer.lat, lon: answer.lon });
  };
  useEffect(() => {
    if (lat === null || lon === null) return;
    const timer = setTimeout(() => void look({ lat, lon }).then((it) => take(it, false)), 400);
    return () => clearTimeout(timer);
  }, [lat, lon]);
  const fromGrid = () => void look({ grid }).then((it) => take(it, true));
  return (
    <fieldset class="venue-section">
      <legend>Where it is</legend>
      {texts.map(([key, label]) => (
        <TextField
          key={key}
          id={fieldId(key)}
          label={label}
          value={draft[key] ?? ''}
          onInput={(it) => set({ [key]: it })}
          {...(key === 'postcode' ? { width: 10 as const } : {})}
          error={form.error(key, fieldId(key))}
        />
      ))}
      <div class="row venue-grid-reference below-12">
        <TextField
          id="venue-grid"
          label="OS grid reference"
          hint="Such as SK 3520 3610"
          width={20}
          value={grid}
          onInput={setGrid}
          {...(trouble ? { error: trouble } : {})}
        />
        <Button kind="secondary" size="small" onClick={fromGrid}>
          Use it
        </Button>
      </div>
      <div class="fields-row">
        <NumberField {...form.field('lat', fieldId('lat'))} label="Latitude" step="any" width={10} />
        <NumberField {...form.field('lon', fieldId('lon'))} label="Longitude" step="any" width={10} />
      </div>
      <p class="caption">Or press the place on the map.</p>
      <div class="venue-pick">
        <MapView
          label="Press where the venue is"
          center={lat !== null && lon !== null ? { lat, lon } : { lat: 53.1, lon: -1.55 }}
          zoom={lat === null ? 9 : 11}
          pickedPoint={lat !== null && lon !== null ? { lat, lon } : null}
          onPick={(pickedLat, pickedLon) => set({ lat: pickedLat, lon: pickedLon })}
        />
      </div>
    </fieldset>
  );
}
