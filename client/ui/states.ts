export type CentreState =
  | 'planned'
  | 'standby'
  | 'activating'
  | 'open'
  | 'full'
  | 'standing_down'
  | 'closed'
  | 'debriefed'
  | 'cancelled';

export const stateWords: Record<CentreState, string> = {
  planned: 'Planned',
  standby: 'Standby',
  activating: 'Opening',
  open: 'Open',
  full: 'Full',
  standing_down: 'Standing down',
  closed: 'Closed',
  debriefed: 'Debriefed',
  cancelled: 'Cancelled',
};
