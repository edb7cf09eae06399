import type { WallItem } from '../../../shared/walls.ts';
import { duration } from '../../ui/duration.ts';

/** A screen that is on is heard each minute. */
const SILENT_MINUTES = 4;

/** Whether its screen is on, as far as it is known. */
export const screenWords = ({
  state,
  heardMinutesAgo,
}: WallItem): { text: string; tone: 'ok' | 'warn' | 'neutral' } => {
  if (state === 'waiting') return { text: 'No screen yet', tone: 'neutral' };
  if (heardMinutesAgo === null || heardMinutesAgo < SILENT_MINUTES) return { text: 'On', tone: 'ok' };
  return { text: `Not heard for ${duration(heardMinutesAgo)}`, tone: 'warn' };
};
