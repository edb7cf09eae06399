import { expect, test } from 'vitest';
import { actionWords, kindOf, nextStates } from '../../client/screens/control/words.ts';
import { type CentreState, centreStates } from '../../shared/centres.ts';
import { some } from '../support/some.ts';

/** The buttons of each state, in their order: what it says, and how much it stands out. */
const buttons: Record<CentreState, string[]> = {
  planned: ['Back to standby: secondary', 'Start opening: primary', 'Cancel centre: secondary'],
  standby: ['Start opening: primary', 'Cancel centre: secondary'],
  activating: ['Back to standby: secondary', 'Open the centre: primary', 'Cancel centre: secondary'],
  open: ['Mark full: secondary', 'Stand down: secondary'],
  full: ['Not full any more: secondary', 'Stand down: secondary'],
  standing_down: ['Open again: secondary', 'Close centre: warning'],
  closed: ['Debrief done: primary'],
  debriefed: [],
  cancelled: [],
};

test.each(some(centreStates))('a centre that is "%s" can be taken where its life leads, ending early last', (from) => {
  expect(nextStates(from).map((to) => `${actionWords(from, to)}: ${kindOf(from, to)}`)).toEqual(buttons[from]);
});
