import type { Pending } from './pending.ts';

export type Maps = Map<string, { id: string }>;

/**
 * What a command will have done to rows of one kind, as far as this device can tell. An effect changes nothing once
 * the server's own row has come, which may be a moment before the command leaves the queue.
 */
export type Effect = (args: never, rows: Maps, made: Pending) => void;

/** By kind of row, then by command. */
export type Effects = Record<string, Record<string, Effect>>;
