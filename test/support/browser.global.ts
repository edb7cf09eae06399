import { program } from './browser.ts';

/** Has the browser ready before any file asks for it: two that unpack it at once spoil it for each other. */
export const setup = async (): Promise<void> => void (await program());
