import type { DeviceView } from '../../../shared/tablets.ts';

export const firstNameOf = (name: string): string => name.split(' ')[0] ?? name;

export const initialsOf = (name: string): string => {
  const parts = name.split(/\s+/).filter(Boolean);
  return [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((it) => it?.[0]?.toUpperCase() ?? '').join('');
};

export const wrongWords = (triesLeft: number | null): string => {
  if (triesLeft === null) return 'That PIN was not right.';
  return `That PIN was not right. ${triesLeft} ${triesLeft === 1 ? 'try' : 'tries'} left.`;
};

/** What waits, as something to be calm about. */
export const safeWords = (waiting: number | null): string => {
  if (waiting === null) return 'What waits to be sent is safe.';
  if (waiting === 0) return 'Everything saved here has been sent.';
  return waiting === 1 ? '1 waiting to send is safe.' : `${waiting} waiting to send are safe.`;
};

export const askWords = ({ label }: DeviceView, waiting: number | null): string =>
  `Ask the manager to unlock ${label}. ${safeWords(waiting)}`;

/** How a count stands against the number believed on site. */
export const countWords = (counted: number, believed: number): string => {
  if (counted === believed) return 'As many as believed on site';
  const apart = Math.abs(counted - believed);
  return counted < believed ? `${apart} fewer than believed on site` : `${apart} more than believed on site`;
};
