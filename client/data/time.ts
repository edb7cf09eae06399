import { signal } from '@preact/signals';
import { elapsed } from './elapsed.ts';

interface ServerClock {
  /** Server time in ms when it was read. */
  at: number;
  /** `elapsed()` at that moment: a wrong device clock does no harm. */
  read: number;
  rate: number;
}

const clock = signal<ServerClock | null>(null);

export const setClock = (now: string, rate: number): void => {
  clock.value = { at: Date.parse(now), read: elapsed(), rate };
};

/** The time when `elapsed()` was `read`, by the server's clock as last known, else by the device's. */
const timeBy = (server: ServerClock | null, read: number): Date =>
  server ? new Date(server.at + (read - server.read) * server.rate) : new Date(Date.now() - elapsed() + read);

/** The server's clock as last told, else the device's. */
export const timeNow = (): Date => timeBy(clock.peek(), elapsed());

/** The same for an earlier reading of `elapsed()`; corrected when the server's clock is read again. */
export const timeAt = (read: number): Date => timeBy(clock.value, read);
