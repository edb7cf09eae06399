/** The value below which a share `q` of them lies. */
export const quantile = (values: readonly number[], q: number): number => {
  const inOrder = values.toSorted((a, b) => a - b);
  return inOrder[Math.min(inOrder.length - 1, Math.floor(inOrder.length * q))] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => {
  const inOrder = values.toSorted((a, b) => a - b);
  const middle = inOrder.length / 2;
  return ((inOrder[Math.floor(middle)] ?? Number.NaN) + (inOrder[Math.ceil(middle) - 1] ?? Number.NaN)) / 2;
};

/** Words in columns: the first to the left, the others to the right. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const widths = rows.reduce<number[]>((all, row) => row.map((it, n) => Math.max(all[n] ?? 0, it.length)), []);
  const line = (row: readonly string[]) =>
    row.map((it, n) => (n === 0 ? it.padEnd(widths[n] ?? 0) : it.padStart(widths[n] ?? 0))).join('  ');
  return rows.map((row) => `  ${line(row)}`).join('\n');
};
