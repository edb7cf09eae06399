import { RateLimiterDrizzle, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { signInTry } from '../../db/schema/users.ts';
import { PAIRING_MINUTES } from '../../shared/tablets.ts';
import { Problem } from '../../shared/problems.ts';
import type { Deps } from '../engine/deps.ts';

/** A hall shares one address: enough for slips of the hand at every tablet of it. */
const PER_PEER = 30;
/** Of 30^10 codes, against 49 bits. Counted in the database: several servers and restarts share it. */
const EVERYWHERE = 300;
const WINDOW_SECONDS = PAIRING_MINUTES * 60;
const ALL = 'all';

export interface Guesses {
  /** Takes one guess before it is known how it ends. @throws Problem `too-many-requests` */
  take(peer: string): Promise<void>;
  /** It was no guess: the code was right. */
  giveBack(peer: string): Promise<void>;
}

const refuse = (reason: unknown): never => {
  if (!(reason instanceof RateLimiterRes)) throw reason;
  throw new Problem('too-many-requests', {
    detail: 'Check the code with the manager, wait, then try again',
    retryAfter: Math.max(1, Math.ceil(reason.msBeforeNext / 1000)),
  });
};

/** Counts guesses at pairing codes, by who is at the other end of the wire and over all of them. */
export const makeGuesses = (deps: Pick<Deps, 'db'>): Guesses => {
  const peers = new RateLimiterMemory({ points: PER_PEER, duration: WINDOW_SECONDS });
  const everywhere = new RateLimiterDrizzle({
    storeClient: deps.db,
    schema: signInTry,
    keyPrefix: 'pairing',
    points: EVERYWHERE,
    duration: WINDOW_SECONDS,
    // It keeps one row, which is used again; its own timer for such nobody could stop with the server.
    clearExpiredByTimeout: false,
    // A flood costs the database nothing once it is stopped.
    inMemoryBlockOnConsumed: EVERYWHERE + 1,
  });
  return {
    take: async (peer) => {
      await peers.consume(peer).catch(refuse);
      await everywhere.consume(ALL).catch(refuse);
    },
    giveBack: async (peer) => void (await Promise.all([peers.reward(peer), everywhere.reward(ALL)])),
  };
};
