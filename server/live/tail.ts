/**
 * Carries committed changes to whoever watches. LISTEN wakes it, a poll each second is the guarantee. It reads the
 * new versions once, builds one delta per audience, and hands it to that audience's room, empty ones too.
 */
import type { Changes } from '../../shared/sync.ts';
import type { Deps } from '../deps.ts';
import { changesFor, newest, type StoredVersion } from '../sync/changes.ts';
import { seesCounts, type Audience } from '../sync/project.ts';
import { headOf, pull } from '../sync/pull.ts';
import { CHANNEL } from './announce.ts';

const POLL_MS = 1000;
/** Counts are made from the whole operation, so they go out at most this often. */
const COUNTS_MS = 1000;
/** Silence is told from a dead feed by an empty delta this often; counts that follow the clock are made anew. */
const PULSE_MS = 5000;

interface Watch {
  audience: Audience;
  cursor: number;
  sentAt: number;
}

export interface Tail {
  /** Starts sending this audience's changes, from the head as it is now. */
  watch(streamId: string, audience: Audience): Promise<void>;
  /** Stops when nobody of that audience is left. */
  unwatch(streamId: string, view: string): void;
  stop(): Promise<void>;
}

export const roomOf = (streamId: string, view: string): string => `op:${streamId}:${view}`;

export const startTail = async (deps: Deps, emit: (room: string, changes: Changes) => void): Promise<Tail> => {
  const watched = new Map<string, Map<string, Watch>>();
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();

  const send = (streamId: string, watch: Watch, changes: Changes): void => {
    emit(roomOf(streamId, watch.audience.view), changes);
    watch.cursor = changes.to;
    watch.sentAt = Date.now();
  };

  const advance = async (streamId: string): Promise<void> => {
    const head = await headOf(deps.db, streamId);
    if (head === null) return;
    const read = new Map<number, Promise<StoredVersion[]>>();
    for (const watch of watched.get(streamId)?.values() ?? []) {
      const { audience, cursor: from } = watch;
      if (from >= head && Date.now() - watch.sentAt < PULSE_MS) continue;
      if (seesCounts(audience)) {
        if (Date.now() - watch.sentAt >= COUNTS_MS) send(streamId, watch, await pull(deps, streamId, from, audience));
        continue;
      }
      const versions = read.get(from) ?? newest(deps.db, streamId, from, head);
      read.set(from, versions);
      const changes = await changesFor(deps.db, streamId, from, await versions, audience);
      send(streamId, watch, { operationId: streamId, from, to: head, view: audience.view, changes });
    }
  };

  const wake = (streamId: string): void => {
    if (!watched.has(streamId)) return;
    if (running.has(streamId)) {
      again.add(streamId);
      return;
    }
    const run = advance(streamId)
      .catch((error: unknown) => {
        // The poll comes back to it: cursors only move after a delta has been handed over.
        deps.log.error('tail-failed', { error: error instanceof Error ? error.name : 'unknown' });
      })
      .finally(() => {
        running.delete(streamId);
        if (again.delete(streamId)) wake(streamId);
      });
    running.set(streamId, run);
  };

  const wakeAll = () => {
    for (const streamId of watched.keys()) wake(streamId);
  };
  const listening = await deps.sql.listen(CHANNEL, (ids) => ids.split(',').forEach(wake), wakeAll);
  const poll = setInterval(wakeAll, POLL_MS);

  return {
    watch: async (streamId, audience) => {
      const cursor = (await headOf(deps.db, streamId)) ?? 0;
      const audiences = watched.get(streamId) ?? new Map<string, Watch>();
      watched.set(streamId, audiences);
      if (!audiences.has(audience.view)) audiences.set(audience.view, { audience, cursor, sentAt: 0 });
    },
    unwatch: (streamId, view) => {
      const audiences = watched.get(streamId);
      audiences?.delete(view);
      if (audiences?.size === 0) watched.delete(streamId);
    },
    stop: async () => {
      clearInterval(poll);
      await listening.unlisten();
      await Promise.all(running.values());
    },
  };
};
