/** `k14`, `K 014` and `K-014` all name the same wristband. */
export const readReference = (text: string): string => {
  const [, letter = '', digits = ''] = /^\s*([a-z])[\s-]*(\d{1,4})\s*$/i.exec(text) ?? [];
  return letter === '' ? text.trim().toUpperCase() : `${letter.toUpperCase()}-${digits.padStart(3, '0')}`;
};
