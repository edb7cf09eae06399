import type { CentreCounts } from '../../../shared/counts.ts';
import { whenWords } from '../../session/now.ts';

/** When the doors of a centre open, to stand where its occupancy will; `null` once somebody is in. */
export const doorsFigure = (it: Pick<CentreCounts, 'state' | 'onSite'>, doorsAt: string | undefined): string | null =>
  it.state === 'activating' && doorsAt && it.onSite.value === 0 ? whenWords(doorsAt) : null;
