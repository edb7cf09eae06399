const forgetters = new Set<() => void>();

/** For whatever is kept in memory while someone works: called when the tablet is passed on. */
export const whenHandedOver = (forget: () => void): void => void forgetters.add(forget);

/** Nothing half typed is left for the next person to read. */
export const forgetTyped = (): void => {
  for (const forget of forgetters) forget();
};
