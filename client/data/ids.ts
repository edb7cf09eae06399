import { v7 } from 'uuid';

/** A new UUID, version 7, for something made on this device. */
export const newId = (): string => v7();
