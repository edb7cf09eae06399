import type { Sql } from '../../db/connect.ts';
import type { Log } from '../deps.ts';

export const CHANNEL = 'haven_stream';
const COALESCE_MS = 5;

/** What a notice says: streams, and how far each has come. */
export const heardIn = (payload: string): [string, number][] =>
  payload.split(',').map((it) => {
    const [streamId = '', seq = 'Infinity'] = it.split(' ');
    return [streamId, Number(seq)];
  });

/**
 * NOTIFY takes a lock that all notifying commits share, so it is sent outside the write's transaction and once
 * for many. Losing one costs a second: the tail polls.
 */
export const announcer = (sql: Sql, log: Log): ((streamId: string, seq: number) => void) => {
  const waiting = new Map<string, number>();
  let timer: NodeJS.Timeout | null = null;
  const send = () => {
    timer = null;
    const streams = [...waiting].slice(0, 150);
    for (const [id] of streams) waiting.delete(id);
    if (waiting.size > 0) timer = setTimeout(send, COALESCE_MS);
    sql.notify(CHANNEL, streams.map((it) => it.join(' ')).join(',')).catch((error: unknown) => {
      // The pool has been closed: the server is stopping, and nobody is left to tell.
      if ((error as { code?: unknown }).code === 'CONNECTION_ENDED') return;
      log.error('announce-failed', { error: error instanceof Error ? error.name : 'unknown' });
    });
  };
  return (streamId, seq) => {
    waiting.set(streamId, Math.max(seq, waiting.get(streamId) ?? 0));
    timer ??= setTimeout(send, COALESCE_MS);
  };
};
