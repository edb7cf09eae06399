/** Locks the tablet for the next person. */
export const handOver = async (): Promise<void> => {
  const { lock } = await import('./tabletSession.ts');
  await lock();
};
