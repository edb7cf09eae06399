/** Locks the tablet for the next hand. */
export const handOver = async (): Promise<void> => {
  const { lock } = await import('./tablet/turn.ts');
  await lock();
};
