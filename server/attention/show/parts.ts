import type { Part } from '../../engine/description.ts';

const labels: Record<string, string> = {
  centreId: 'Centre',
  overrideReason: 'Reason to go on all the same',
  to: 'What it becomes',
  writtenAt: 'Written at',
  reference: 'Wristband',
  visitId: 'Who',
  id: 'Who',
};

export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** `Paper form` for `paperForm`; of an id, what it stands for. */
const labelOf = (key: string): string => {
  const words = key
    .replace(/Ids?$/, '')
    .replaceAll(/([A-Z])/g, ' $1')
    .trim()
    .toLowerCase();
  return labels[key] ?? sentence(words);
};

/** Each value with the words that lead to it: `Ready fire briefing`. */
export const flatten = (key: string, value: unknown): Part[] => {
  if (value === null || typeof value !== 'object') return [{ label: labelOf(key), key, value }];
  const parts = Object.entries(value).flatMap(([inner, it]) =>
    flatten(Array.isArray(value) ? `${Number(inner) + 1}` : inner, it),
  );
  if (key === 'subject') return parts;
  return parts.map((it) => ({ ...it, label: `${labelOf(key)} ${it.label.toLowerCase()}` }));
};
