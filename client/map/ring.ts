/** The outline of a ring segment from the top, clockwise. `share` is 0 to 1; a whole ring is two halves. */
export function arcPath(radius: number, share: number): string {
  if (share <= 0) return '';
  const start = `M0 ${-radius}`;
  const sweep = (to: number, large: 0 | 1) => `A${radius} ${radius} 0 ${large} 1 ${point(radius, to)}`;
  if (share >= 1) return `${start}${sweep(0.5, 0)}${sweep(1, 0)}`;
  return `${start}${sweep(share, share > 0.5 ? 1 : 0)}`;
}

/** Dash and gap that fit a circle a whole number of times, as `stroke-dasharray`. */
export function dashes(radius: number, count: number, filled = 0.6): string {
  const step = (2 * Math.PI * radius) / count;
  return `${round(step * filled)} ${round(step * (1 - filled))}`;
}

/** What stands in the ring, in at most two short lines: `31`, or `fewer` and `than 5`. */
export function ringText(onSite: number | string | null): string[] {
  if (onSite === null) return ['–'];
  const text = String(onSite);
  if (text.length <= 4) return [text];
  const cut = text.indexOf(' ');
  return cut < 0 ? [text] : [text.slice(0, cut), text.slice(cut + 1)];
}

function point(radius: number, turn: number): string {
  const angle = turn * 2 * Math.PI;
  return `${round(radius * Math.sin(angle))} ${round(-radius * Math.cos(angle))}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
