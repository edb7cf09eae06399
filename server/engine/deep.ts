const DEEPEST = 32;

/** Nested deeper than anything anybody says: what goes through it by calling itself would not come back. */
export const isDeep = (value: unknown, left = DEEPEST): boolean => {
  if (value === null || typeof value !== 'object') return false;
  return left === 0 || Object.values(value).some((it) => isDeep(it, left - 1));
};
