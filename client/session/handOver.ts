/** Locks the tablet for the next hand. */
export const handOver = async (): Promise<void> => {
  const { lock } = await import('./turn.ts');
  await lock();
};
