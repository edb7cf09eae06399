import { useEffect } from 'preact/hooks';
import type { SheetList } from '../../../shared/sheets.ts';
import { placeHere, peopleHere } from '../../parts/centres/here.ts';
import { type Loaded, useQuery } from '../../data/useQuery.ts';
import { rows } from '../../data/store.ts';

/** Changes when a sheet is made or marked, or a guest gets a number. */
const stirred = (): string =>
  [
    ...rows.sheet.value.map((it) => `${it.id} ${it.rowVersion}`),
    ...peopleHere.value.map((it) => `${it.reference} ${it.paperForm ?? ''}`),
  ].join();

/** The centre's sheets as the server reckons them: guests who moved on to another centre still wear their band. */
export const useSheets = (): Loaded<SheetList> => {
  const loaded = useQuery('/api/operations/:id/centres/:centreId/sheets', {
    id: placeHere.value.operationId,
    centreId: placeHere.value.centreId,
  });
  const now = stirred();
  useEffect(loaded.reload, [now]);
  return loaded;
};
