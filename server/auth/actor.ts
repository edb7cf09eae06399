import { type Grant, may } from '../../shared/roles.ts';

/** Whoever asks: a signed-in person with what they may do now. Read afresh for every request. */
export interface Actor {
  userId: string;
  name: string;
  email: string;
  sessionId: string;
  deviceId: string | null;
  grants: readonly Grant[];
  /**
   * Set where somebody else has this done for its author: it is done only where their grants allow it as well, and
   * only if it concerns the care of guests.
   */
  under?: readonly Grant[];
}

type Where = Parameters<typeof may>[2];

/** May they, and whoever has it done for them? */
export const actorMay = ({ grants, under }: Pick<Actor, 'grants' | 'under'>, right: string, where: Where): boolean =>
  may(grants, right, where) && (under === undefined || may(under, right, where));
