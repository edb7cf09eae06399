import { notSaved, saving } from '../data/outboxState.ts';

/** What is saved outlives the page. Asks only while something is being saved, or could not be. */
export const startLeaveGuard = (): void => {
  addEventListener('beforeunload', (event) => {
    if (saving.peek() > 0 || notSaved.peek() !== null) event.preventDefault();
  });
};
