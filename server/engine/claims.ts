/**
 * What is believed of when something happened: its sender's word, where that can be. A tablet that has lost its clock
 * says 2010 of what is happening now; then it stands when it was heard, and what was told is kept beside it.
 */
import { and, eq } from 'drizzle-orm';
import { event } from '../../db/schema/engine.ts';
import { notAfter } from './clock.ts';
import type { Reader } from './deps.ts';

/** By how much a clock may be out, and an operation have begun before Haven heard of it. */
const OUT_MS = 3_600_000;

export interface Believed {
  /** When it happened, as far as anybody can know. Never after it was heard. */
  occurredAt: Date;
  /** When its sender said that it did, where that cannot be; `null` where it can. */
  toldAt: Date | null;
}

export interface Claim extends Believed {
  /** When the first thing happened in its stream. `null` where nothing was told as over an hour old, so nobody asked. */
  began: Date | null;
  /** When it was heard: long before it is done, where somebody had to decide on it. */
  heardAt: Date;
}

/** `before`: how long before its operation it may have happened. */
export const believe = (claimed: Date, heard: Date, began: Date | null, before = OUT_MS): Believed => {
  const first = notAfter(began ?? heard, heard).getTime() - before;
  const canBe = claimed.getTime() >= first && claimed.getTime() <= heard.getTime() + OUT_MS;
  return canBe ? { occurredAt: notAfter(claimed, heard), toldAt: null } : { occurredAt: heard, toldAt: claimed };
};

/** So near that no clock is at fault. */
export const isNear = (a: Date, b: Date): boolean => Math.abs(a.getTime() - b.getTime()) <= OUT_MS;

const beganAt = async (reader: Reader, streamId: string): Promise<Date | null> => {
  const [first] = await reader
    .select({ at: event.recordedAt })
    .from(event)
    .where(and(eq(event.streamId, streamId), eq(event.seq, 1)));
  return first?.at ?? null;
};

/**
 * What is believed of a claim that was heard then. The database is asked only where it, or one of the `others`, is over
 * an hour old: what is sent at once costs no statement.
 */
export const claimOf = async (
  reader: Reader,
  streamId: string,
  claimed: Date,
  heard: Date,
  others: readonly Date[] = [],
): Promise<Claim> => {
  const isOld = (it: Date): boolean => it.getTime() < heard.getTime() - OUT_MS;
  const began = [claimed, ...others].some(isOld) ? await beganAt(reader, streamId) : null;
  return { ...believe(claimed, heard, began), began, heardAt: heard };
};
