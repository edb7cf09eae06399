export interface Rate {
  done: number;
  /** Done in one second. */
  perSecond: number;
  /** Share of one core that this process used. */
  cpu: number;
}

/** Keeps so many going at once for so long. */
export const rateOf = async (concurrency: number, ms: number, work: () => Promise<void>): Promise<Rate> => {
  const began = performance.now();
  const cpu = process.cpuUsage();
  let done = 0;
  const worker = async () => {
    while (performance.now() - began < ms) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const took = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return { done, perSecond: (done / took) * 1000, cpu: (user + system) / 1000 / took };
};
