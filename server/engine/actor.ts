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

/** May they do it, and where somebody else has it done for them, may that person too? */
export const actorMay = ({ grants, under }: Pick<Actor, 'grants' | 'under'>, right: string, where: Where): boolean =>
  may(grants, right, where) && (under === undefined || may(under, right, where));

/** Looks sessions up, afresh each time. */
export interface Sessions {
  /** Who sends these headers, or `null` without a live session. `use: false` does not count as being there. */
  actorOf(headers: Headers, options?: { use: boolean }): Promise<Actor | null>;
  /** The wall these headers hold, beside whoever is signed in: for its own routes and sockets, and nothing else. */
  wallOf(headers: Headers): Promise<Actor | null>;
  /** Which of these sessions are still live, with their actors as of now, by session id: one query for all. */
  refresh(sessionIds: readonly string[]): Promise<Map<string, Actor>>;
  /** These sessions are in use: those that end by themselves go on, and walls have been heard. */
  keep(sessionIds: readonly string[]): Promise<void>;
  /** Ends the session these headers hold. @returns whose it was */
  end(headers: Headers): Promise<string | null>;
}
