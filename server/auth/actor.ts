import type { Grant } from '../../shared/roles.ts';

/** Whoever asks: a signed-in person with what they may do now. Read afresh for every request. */
export interface Actor {
  userId: string;
  name: string;
  email: string;
  sessionId: string;
  deviceId: string | null;
  grants: readonly Grant[];
}
