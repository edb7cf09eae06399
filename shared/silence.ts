// Apart from what else is about tablets, which the door waits for.

/** Minutes after which a tablet that has not been heard from is called silent: with signal it is heard several times in one. */
export const SILENT_MINUTES = 5;
/** Whole minutes since a tablet was last heard from. */
export const minutesUnheard = (heardAt: Date | string, now: Date): number =>
  Math.floor((now.getTime() - new Date(heardAt).getTime()) / 60_000);
export const isSilent = (heardAt: Date | string, now: Date): boolean => minutesUnheard(heardAt, now) >= SILENT_MINUTES;
