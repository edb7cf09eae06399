/** How many an overflow centre should be ready for: those there is no place for, and at least a handful. */
export const overflowFor = ({ onSite, due, places }: { onSite: number; due: number; places: number }): number =>
  Math.max(5, onSite + due - places);
