/** The last number used on this device, by operation and letter. A number only: nothing about anyone. */
const lastUsed = new Map<string, number>();
const LARGEST = 9999;

const slot = (operationId: string, letter: string): string => `haven.wristband.${operationId}.${letter}`;

const stored = (key: string): number => {
  const held = lastUsed.get(key);
  if (held !== undefined) return held;
  const read = Number(localStorage.getItem(key));
  return Number.isInteger(read) && read > 0 ? read : 0;
};

/** `K-041` for 41. */
export const referenceOf = (letter: string, number: number): string => `${letter}-${String(number).padStart(3, '0')}`;

/** The first number after `last` that nobody wears; from 1 again when a sheet has run out. */
export const nextReference = (letter: string, last: number, taken: ReadonlySet<string>): string => {
  for (let step = 1; step <= LARGEST; step += 1) {
    const number = ((last + step - 1) % LARGEST) + 1;
    const made = referenceOf(letter, number);
    if (!taken.has(made)) return made;
  }
  return referenceOf(letter, 1);
};

/** The wristband this device would hand out next. */
export const nextOnThisDevice = (operationId: string, letter: string, taken: ReadonlySet<string>): string =>
  nextReference(letter, stored(slot(operationId, letter)), taken);

export const rememberReference = (operationId: string, reference: string): void => {
  const [letter = '', digits = ''] = reference.split('-');
  const key = slot(operationId, letter);
  lastUsed.set(key, Number(digits));
  try {
    localStorage.setItem(key, digits);
  } catch (error) {
    // A full or forbidden store costs a tap on the next start, no more.
    if (!(error instanceof DOMException)) throw error;
  }
};
