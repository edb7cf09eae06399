/** The link that dials a number; its extension is dialled after it, and is no part of it. */
export const dialling = (number: string): string => {
  const [main = '', extension] = number.split(/\s*(?:ext\.?|x)\s*/i);
  const digits = main.replaceAll(/[^+\d]/g, '');
  return extension ? `tel:${digits};ext=${extension.replaceAll(/\D/g, '')}` : `tel:${digits}`;
};
