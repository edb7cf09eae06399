import type { Sql } from '../../db/connect.ts';
import { Background, failing } from './background.ts';
import type { Log } from './deps.ts';

export const CHANNEL = 'haven_stream';
/** Only other servers wait for it: this one's tail has been woken already. */
const COALESCE_MS = 25;

/** A notice: streams, and the head of each. */
export const heardIn = (payload: string): [string, number][] =>
  payload.split(',').map((it) => {
    const [streamId = '', seq = 'Infinity'] = it.split(' ');
    return [streamId, Number(seq)];
  });

export interface Announcer {
  tell(streamId: string, seq: number): void;
  /** Sends what is left, then stops. */
  stop(): Promise<void>;
}

/**
 * NOTIFY takes a lock that all notifying commits share, so it is sent outside the write's transaction and once
 * for many. Losing one costs a second: the tail polls.
 */
export const announcer = (sql: Sql, log: Log): Announcer => {
  const waiting = new Map<string, number>();
  const sending = new Background();
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const notify = async (streams: readonly [string, number][]): Promise<void> => {
    await sql.notify(CHANNEL, streams.map((it) => it.join(' ')).join(',')).catch(failing(log, 'announce-failed'));
  };
  const sendSome = () => {
    const streams = [...waiting].slice(0, 150);
    for (const [id] of streams) waiting.delete(id);
    sending.add(notify(streams));
  };
  const send = () => {
    sendSome();
    timer = waiting.size > 0 ? setTimeout(send, COALESCE_MS) : null;
  };
  return {
    tell: (streamId, seq) => {
      if (stopped) return;
      waiting.set(streamId, Math.max(seq, waiting.get(streamId) ?? 0));
      timer ??= setTimeout(send, COALESCE_MS);
    },
    stop: async () => {
      stopped = true;
      if (timer) clearTimeout(timer);
      while (waiting.size > 0) sendSome();
      await sending.done();
    },
  };
};
