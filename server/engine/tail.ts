/**
 * Carries committed changes to whoever watches. This server's own commits wake it at once, LISTEN those of another,
 * and a poll each second is the guarantee. It takes the new versions, from memory or else the database, once, builds one delta per audience, and hands it
 * to that audience's room, empty ones too.
 */
import { setImmediate } from 'node:timers/promises';
import type { Changes } from '../../shared/sync.ts';
import { Background, failing } from './background.ts';
import type { Deps } from './deps.ts';
import { Recent } from './recent.ts';
import { changesFor, type Earlier, earlierOf, newest, type StoredVersion } from './changes.ts';
import { seesCounts, type Audience } from './project.ts';
import { answer, headOf, whole } from './pull.ts';
import { CHANNEL, heardIn } from './announce.ts';

const POLL_MS = 1000;
/** Counts are made from the whole operation, so they go out at most this often. */
const COUNTS_MS = 1000;
/** An empty delta this often tells silence from a dead feed; counts that depend on the clock are made again with it. */
const PULSE_MS = 5000;

interface Watch {
  audience: Audience;
  cursor: number;
  sentAt: number;
  /** Counts are being made, or are due at a set time. */
  counting: boolean;
}

interface Taken {
  versions: readonly StoredVersion[];
  earlier: Earlier;
}

/** Nobody said how far the stream has come. */
const UNKNOWN = Infinity;

export interface Tail {
  /** Says that a stream has come so far: that number is committed, and with it all before it; and what it changed. */
  wake(streamId: string, seq: number, versions?: readonly StoredVersion[]): void;
  /** Starts sending this audience's changes, from the head as it is now. */
  watch(streamId: string, audience: Audience): Promise<void>;
  /** Stops when nobody of that audience is left. */
  unwatch(streamId: string, view: string): void;
  stop(): Promise<void>;
}

export const roomOf = (streamId: string, view: string): string => `op:${streamId}:${view}`;

export const startTail = async (deps: Deps, emit: (room: string, changes: Changes) => void): Promise<Tail> => {
  const watched = new Map<string, Map<string, Watch>>();
  const heard = new Map<string, number>();
  const recent = new Map<string, Recent>();
  const running = new Map<string, Promise<void>>();
  const counts = new Background();
  let stopped = false;

  // The poll comes back to it: cursors only move after a delta has been handed over.
  const failed = failing(deps.log, 'tail-failed');

  const send = (streamId: string, watch: Watch, changes: Changes): void => {
    emit(roomOf(streamId, watch.audience.view), changes);
    watch.cursor = changes.to;
    watch.sentAt = Date.now();
  };

  /** Beside the deltas, which never wait for it. */
  const count = (streamId: string, watch: Watch): void => {
    if (watch.counting) return;
    watch.counting = true;
    const wait = watch.sentAt + COUNTS_MS - Date.now();
    if (wait > 0) {
      setTimeout(() => {
        watch.counting = false;
        wake(streamId, UNKNOWN);
      }, wait).unref();
      return;
    }
    counts.add(
      answer(deps, streamId, watch.cursor, watch.audience)
        .then((it) => whole(it))
        .then((changes) => void (changes && send(streamId, watch, changes)))
        .catch(failed)
        .finally(() => (watch.counting = false)),
    );
  };

  /** What changed, and what was there before: read once for all who watch. */
  const take = async (streamId: string, from: number, to: number): Promise<Taken> => {
    const versions = recent.get(streamId)?.between(from, to) ?? (await newest(deps.db, streamId, from, to));
    return { versions, earlier: earlierOf(deps.db, streamId, from, versions) };
  };

  const advance = async (streamId: string, upTo: number): Promise<void> => {
    const head = upTo === UNKNOWN ? await headOf(deps.db, streamId) : upTo;
    if (head === null) return;
    const read = new Map<number, Promise<Taken>>();
    const tell = async (watch: Watch): Promise<void> => {
      const { audience, cursor: from } = watch;
      const to = Math.max(from, head);
      if (from === to && Date.now() - watch.sentAt < PULSE_MS) return;
      if (seesCounts(audience)) {
        count(streamId, watch);
        return;
      }
      const taking = read.get(from) ?? take(streamId, from, to);
      read.set(from, taking);
      const { versions, earlier } = await taking;
      const changes = await changesFor(versions, audience, earlier);
      send(streamId, watch, { operationId: streamId, from, to, view: audience.view, changes });
    };
    await Promise.all([...(watched.get(streamId)?.values() ?? [])].map(tell));
  };

  const drain = async (streamId: string): Promise<void> => {
    // Whoever wrote has the answer first, and what is written meanwhile goes out together.
    await setImmediate();
    for (let upTo = heard.get(streamId); upTo !== undefined; upTo = heard.get(streamId)) {
      heard.delete(streamId);
      await advance(streamId, upTo).catch(failed);
    }
    running.delete(streamId);
  };

  const wake: Tail['wake'] = (streamId, seq, versions) => {
    if (stopped || !watched.has(streamId)) return;
    if (versions) recent.get(streamId)?.keep(seq, versions);
    heard.set(streamId, Math.max(seq, heard.get(streamId) ?? 0));
    if (!running.has(streamId)) running.set(streamId, drain(streamId));
  };

  const wakeAll = () => {
    for (const streamId of watched.keys()) wake(streamId, UNKNOWN);
  };
  const hear = (payload: string) => {
    for (const [streamId, seq] of heardIn(payload)) wake(streamId, seq);
  };
  const listening = await deps.sql.listen(CHANNEL, hear, wakeAll);
  const poll = setInterval(wakeAll, POLL_MS);

  return {
    wake,
    watch: async (streamId, audience) => {
      const cursor = (await headOf(deps.db, streamId)) ?? 0;
      const audiences = watched.get(streamId) ?? new Map<string, Watch>();
      watched.set(streamId, audiences);
      if (!recent.has(streamId)) recent.set(streamId, new Recent());
      if (audiences.has(audience.view)) return;
      audiences.set(audience.view, { audience, cursor, sentAt: 0, counting: false });
    },
    unwatch: (streamId, view) => {
      const audiences = watched.get(streamId);
      audiences?.delete(view);
      if (audiences?.size !== 0) return;
      watched.delete(streamId);
      recent.delete(streamId);
    },
    stop: async () => {
      stopped = true;
      clearInterval(poll);
      await listening.unlisten();
      await Promise.all(running.values());
      await counts.done();
    },
  };
};
