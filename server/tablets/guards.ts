import { isFinished } from '../../shared/centres.ts';
import { Problem } from '../../shared/problems.ts';
import type { Reader } from '../engine/deps.ts';
import { centreIn, type Place } from '../engine/place.ts';

/** @throws Problem `not-found`, or `not-in-this-state` where the centre is over */
export const liveCentre = async (reader: Reader, place: Place): Promise<void> => {
  const { state } = await centreIn(reader, place);
  if (isFinished(state)) throw new Problem('not-in-this-state', { detail: 'This centre is closed' });
};
