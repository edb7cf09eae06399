import { waiting } from '../data/truths.ts';

/** Asks before the page is closed or loaded anew while something said here has not been sent: it would be lost. */
export const startLeaveGuard = (): void => {
  addEventListener('beforeunload', (event) => {
    if (waiting.peek() > 0) event.preventDefault();
  });
};
