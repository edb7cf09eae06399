/**
 * As `Promise.all`, but never done before the last of them: what goes on after a transaction has been given up would
 * run outside it. Throws what the first of them, in their order, was refused with.
 */
export const together = async <T extends readonly unknown[] | []>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> => {
  const settled = await Promise.allSettled(work);
  for (const it of settled) if (it.status === 'rejected') throw it.reason;
  return settled.map((it) => (it as PromiseFulfilledResult<unknown>).value) as {
    -readonly [K in keyof T]: Awaited<T[K]>;
  };
};
