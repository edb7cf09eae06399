import { createHash } from 'node:crypto';
import { lt } from 'drizzle-orm';
import { RateLimiterDrizzle, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { signInTry } from '../../db/schema/users.ts';
import { Problem } from '../../shared/problems.ts';
import type { Deps } from '../engine/deps.ts';

const TRIES = 10;
const WINDOW_SECONDS = 15 * 60;
/** Each try costs a tenth of a second of work. A hall of people shares one address, so this only blunts a flood. */
const TRIES_PER_PEER = 120;

export interface Tries {
  /** Takes one try at an account before it is known how it ends, so that tries at once are counted too. */
  take(email: string): Promise<void>;
  /** The right person came: what was counted is forgotten. */
  forget(email: string): Promise<void>;
  /** Counts one try from an address, at whichever account. */
  from(peer: string): Promise<void>;
}

const refuse = (reason: unknown): never => {
  if (!(reason instanceof RateLimiterRes)) throw reason;
  throw new Problem('too-many-requests', {
    detail: 'Wait, then try again, or phone the duty emergency planner',
    retryAfter: Math.max(1, Math.ceil(reason.msBeforeNext / 1000)),
  });
};

/** Counts that have run out are of no use, and are about somebody. */
const forgetOld = (deps: Pick<Deps, 'db'>) => deps.db.delete(signInTry).where(lt(signInTry.expire, new Date()));

const keyOf = (email: string): string => createHash('sha256').update(email.toLowerCase()).digest('hex');

/** Counts tries at one account in the database: a restart forgets none. */
export const makeTries = (deps: Pick<Deps, 'db'>): Tries => {
  const accounts = new RateLimiterDrizzle({
    storeClient: deps.db,
    schema: signInTry,
    keyPrefix: 'account',
    points: TRIES,
    duration: WINDOW_SECONDS,
    // By a timer of its own, which nobody could stop with the server.
    clearExpiredByTimeout: false,
  });
  const peers = new RateLimiterMemory({ points: TRIES_PER_PEER, duration: 60 });
  return {
    take: async (email) => {
      await forgetOld(deps);
      await accounts.consume(keyOf(email)).catch(refuse);
    },
    forget: async (email) => void (await accounts.delete(keyOf(email))),
    from: async (peer) => void (await peers.consume(peer).catch(refuse)),
  };
};
