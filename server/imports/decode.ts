/** Bytes of a file as text: UTF-8, UTF-16, or what Windows used before; and letters that went through two of them. */
export interface Decoded {
  text: string;
  /** From Windows-1252: no file says so, and every letter but A to Z is to be looked at. */
  guessed: boolean;
}

const strictly = (encoding: string, bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
};

/** By its first bytes; without a mark, by every other byte being zero, as in letters from A to Z. */
const utf16Of = (bytes: Uint8Array): string | null => {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, 200);
  const zeros = (parity: number): number => start.filter((it, at) => it === 0 && at % 2 === parity).length;
  if (start.length < 4 || Math.max(zeros(0), zeros(1)) < start.length * 0.4) return null;
  if (zeros(0) > 0 && zeros(1) > 0) return null;
  return zeros(1) > 0 ? 'utf-16le' : 'utf-16be';
};

// No text has them, and pictures and documents do.
const CONTROLS = /[^\P{Cc}\s]/u;

/** `null` where the bytes are no text. */
export const decode = (bytes: Uint8Array): Decoded | null => {
  const utf16 = utf16Of(bytes);
  const unicode = strictly(utf16 ?? 'utf-8', bytes);
  if (unicode !== null) return { text: unicode, guessed: false };
  if (utf16 !== null) return null;
  const text = new TextDecoder('windows-1252').decode(bytes);
  return CONTROLS.test(text) ? null : { text, guessed: true };
};

const byteOf = new Map(
  Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), byte]),
);
/** A letter of two or three bytes, each read as a letter of its own. */
const TWICE = /[\u00C2-\u00F4][\u0080-\u00BF\u0152-\u02DC\u2013-\u2122]/;

/** What a cell meant; `null` where letters are lost. */
interface Mended {
  meant: string | null;
}
const DAMAGED: Mended = { meant: null };

/** What `CafÃ©` was before UTF-8 was read as Windows-1252: `Café`. `null` where a cell is as it should be. */
export const mended = (cell: string): Mended | null => {
  if (cell.includes('\uFFFD')) return DAMAGED;
  if (!TWICE.test(cell)) return null;
  const bytes = [...cell].map((it) => byteOf.get(it) ?? (it < '\u0100' ? it.charCodeAt(0) : -1));
  const before = bytes.includes(-1) ? null : strictly('utf-8', Uint8Array.from(bytes));
  if (before !== null) return { meant: before };
  return /â€|[ÂÃ][\u0080-\u00BF]/.test(cell) ? DAMAGED : null;
};
