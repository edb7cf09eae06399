import type { Slot } from '../../../shared/rosters/contract.ts';

/** Who last answered for a partner on this roster; empty where nobody has. */
export const spokeFor = (slots: readonly Slot[], partner: string): string => {
  const said = slots.filter((it) => it.partner === partner && it.saidBy !== '');
  const latest = said.toSorted((a, b) => (b.answeredAt ?? '').localeCompare(a.answeredAt ?? ''));
  return latest[0]?.saidBy ?? '';
};
