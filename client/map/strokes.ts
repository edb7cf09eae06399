/** What is drawn in a line, in a tone of the page. */
export const line = (tone: string, width: number) => ({
  fill: 'none',
  stroke: `var(--${tone})`,
  'stroke-width': width,
});

export const route = { ...line('ink', 4), 'stroke-linecap': 'round', 'stroke-dasharray': '0.1 8' } as const;

export const square = {
  ...line('haven', 2.5),
  fill: 'var(--haven)',
  'fill-opacity': 0.09,
  'stroke-dasharray': '8 4',
};
