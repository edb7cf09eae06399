import type { CentreState } from '../../../shared/centres.ts';

/** What a button says that takes a centre to a state. */
export const stateActions: Record<CentreState, string> = {
  planned: 'Back to planned',
  standby: 'Back to standby',
  activating: 'Start opening',
  open: 'Open',
  full: 'Mark full',
  standing_down: 'Stand down',
  closed: 'Close centre',
  debriefed: 'Debrief done',
  cancelled: 'Cancel centre',
};

const preparing: readonly CentreState[] = ['planned', 'standby', 'activating'];

/** Its doors have not been opened yet. */
export const isPreparing = (state: CentreState): boolean => preparing.includes(state);
