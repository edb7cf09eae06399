import { createHash } from 'node:crypto';
import { lt, sql } from 'drizzle-orm';
import { signInTry } from '../../db/schema/users.ts';
import { Problem } from '../../shared/problems.ts';
import type { Deps } from '../engine/deps.ts';

/** Nobody is told to wait longer. */
const WINDOW_SECONDS = 60;

/** How many tries a minute takes. What is counted is what somebody else could use up, and how much of it. */
export const TRIES = {
  /** At one account from one device it has been used on: nobody else's count. */
  device: 10,
  /** At one account from one address. */
  address: 10,
  /** At one account from everywhere it has not been used: who has many addresses gains little. */
  account: 60,
  /** From one address at whichever account: each costs a tenth of a second of work. */
  peer: 120,
} as const;

export interface Try {
  email: string;
  /** Whose request it is, as far as the proxies that are ours know. */
  peer: string;
  /** The browser, where this account has been used in it before. */
  knownDevice: string | null;
}

export interface Tries {
  /** Takes one try before it is known how it ends, so that tries at once are counted too. @throws Problem `too-many-requests` */
  take(it: Try): Promise<void>;
  /** It was the right person: what they took is given back, and their own count begins anew. */
  right(it: Try): Promise<void>;
}

const digest = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex');

interface Counted {
  key: string;
  most: number;
}

/** What a try counts against, the narrowest first. The same for an account that does not exist. */
const countedFor = ({ email, peer, knownDevice }: Try): Counted[] => {
  const account = email.toLowerCase();
  if (knownDevice) return [{ key: `device:${digest(account, knownDevice)}`, most: TRIES.device }];
  return [
    { key: `address:${digest(account, peer)}`, most: TRIES.address },
    { key: `peer:${digest(peer)}`, most: TRIES.peer },
    { key: `account:${digest(account)}`, most: TRIES.account },
  ];
};

/** Counts tries at signing in, in the database: restarts and other processes share the counts. */
export const makeTries = ({ db }: Pick<Deps, 'db'>): Tries => {
  /** Sessions and tries follow the day's own clock, also in an exercise. */
  const count = async ({ key, most }: Counted): Promise<void> => {
    const now = new Date();
    const end = new Date(now.getTime() + WINDOW_SECONDS * 1000);
    const over = sql`${signInTry.expire} <= ${now.toISOString()}::timestamptz`;
    const [kept] = await db
      .insert(signInTry)
      .values({ key, points: 1, expire: end })
      .onConflictDoUpdate({
        target: signInTry.key,
        set: {
          points: sql`case when ${over} then 1 else least(${signInTry.points}, ${most}) + 1 end`,
          expire: sql`case when ${over} then excluded.expire else ${signInTry.expire} end`,
        },
      })
      .returning();
    if (!kept || kept.points <= most) return;
    throw new Problem('too-many-requests', {
      detail: 'Wait a minute, then try again, or use a device you have signed in on before',
      retryAfter: Math.max(1, Math.ceil(((kept.expire ?? end).getTime() - now.getTime()) / 1000)),
    });
  };
  const giveBack = async ({ key }: Counted): Promise<void> => {
    await db
      .update(signInTry)
      .set({ points: sql`greatest(${signInTry.points} - 1, 0)` })
      .where(sql`${signInTry.key} = ${key}`);
  };
  return {
    take: async (it) => {
      await db.delete(signInTry).where(lt(signInTry.expire, new Date()));
      // One that is refused by its own count takes nothing of what others share.
      for (const each of countedFor(it)) await count(each);
    },
    right: async (it) => {
      const [own, ...shared] = countedFor(it);
      if (own) await db.delete(signInTry).where(sql`${signInTry.key} = ${own.key}`);
      for (const each of shared) await giveBack(each);
    },
  };
};
