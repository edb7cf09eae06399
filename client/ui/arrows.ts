const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** Up, down, Home and End move the focus between the elements marked `data-arrows` inside a board. */
export const moveWithArrows = (event: KeyboardEvent): void => {
  const board = event.currentTarget as HTMLElement;
  const from = event.target as HTMLElement;
  if (!from.matches('[data-arrows]')) return;
  const all = [...board.querySelectorAll<HTMLElement>('[data-arrows]')];
  const step = steps[event.key];
  const to = step
    ? all[all.indexOf(from) + step]
    : event.key === 'Home'
      ? all[0]
      : event.key === 'End'
        ? all.at(-1)
        : null;
  if (!to) return;
  event.preventDefault();
  to.focus();
};
