import { signal } from '@preact/signals';

interface ServerClock {
  /** Server time in ms when it was read. */
  at: number;
  /** performance.now() at that moment: a wrong device clock does no harm. */
  read: number;
  rate: number;
}

const clock = signal<ServerClock | null>(null);

export const setClock = (now: string, rate: number): void => {
  clock.value = { at: Date.parse(now), read: performance.now(), rate };
};

/** The server's clock as last told, else the device's. */
export const timeNow = (): Date => {
  const told = clock.peek();
  return told ? new Date(told.at + (performance.now() - told.read) * told.rate) : new Date();
};
