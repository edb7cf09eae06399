/** A number as it is written, with a point or a comma; `null` for none. */
export const readNumber = (text: string): number | null =>
  /^\s*-?(\d+[.,]?\d*|[.,]\d+)\s*$/.test(text) ? Number(text.replace(',', '.')) : null;
