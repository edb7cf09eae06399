import type { Actor } from '../engine/actor.ts';

/** What a request carries once it is known who asks. */
export interface Env {
  Variables: { actor: Actor };
  Bindings: { incoming: { socket: { remoteAddress?: string } } };
}
