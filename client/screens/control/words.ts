import { centreMayBecome, type CentreState, centreStates } from '../../../shared/centres.ts';

/** What a button says that takes a centre to a state. */
const stateActions: Record<CentreState, string> = {
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

/** The next states, the usual way first; ending early comes last. */
export const nextStates = (from: CentreState): CentreState[] =>
  centreStates
    .filter((to) => centreMayBecome(from, to))
    .toSorted((a, b) => Number(a === 'cancelled') - Number(b === 'cancelled'));

/** What a button says that takes a centre from one state to another. */
export const actionWords = (from: CentreState, to: CentreState): string => {
  if (to === 'open')
    return from === 'activating' ? 'Open the centre' : from === 'full' ? 'Not full any more' : 'Open again';
  return stateActions[to];
};

export const kindOf = (from: CentreState, to: CentreState): 'primary' | 'secondary' | 'warning' => {
  if (to === 'closed') return 'warning';
  return (from === 'activating' && to === 'open') || to === 'activating' || to === 'debriefed'
    ? 'primary'
    : 'secondary';
};
