import type { Log } from './engine/deps.ts';

/** One JSON object a line. Callers pass ids, codes and durations only. */
export const jsonLog = (write: (line: string) => void): Log => {
  const line =
    (level: string) =>
    (event: string, fields: Record<string, string | number | boolean | null> = {}) =>
      write(JSON.stringify({ at: new Date().toISOString(), level, event, ...fields }));
  return { info: line('info'), error: line('error') };
};
