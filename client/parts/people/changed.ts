import { signal } from '@preact/signals';

const SHOWN_MS = 8000;

const told = signal<{ guestId: string; words: string } | null>(null);

/** That something was kept, and no more than is known of it: a form is answered by the server, or by this device alone. */
export const changedWords = (what: string, answer: unknown): string =>
  answer === 'saved' ? `${what} kept on this device. It goes out by itself.` : `${what} kept in the record.`;

/** What was changed of this guest a moment ago, in words. */
export const changedOf = (guestId: string): string | null =>
  told.value?.guestId === guestId ? told.value.words : null;

/** Tells what a form has changed of a guest, as it closes; nothing where there was nothing to send. */
export const telling =
  (guestId: string, what: string, close: () => void) =>
  (answer: unknown): void => {
    close();
    if (answer === null) return;
    const words = { guestId, words: changedWords(what, answer) };
    told.value = words;
    setTimeout(() => told.peek() === words && (told.value = null), SHOWN_MS);
  };
