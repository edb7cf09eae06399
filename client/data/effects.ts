import type { RowOf } from '../../shared/kinds/views.ts';
import type { LocalArgs, LocalCommand } from './localCommands.ts';
import type { Pending } from './pending.ts';

export type Rows<Kind extends keyof RowOf> = Map<string, RowOf[Kind]>;

/**
 * What a command will have done to rows of one kind, as far as this device can tell. An effect changes nothing once
 * the server's own row has come, which may be a moment before the command leaves the queue.
 */
export type Effect<Kind extends keyof RowOf, Name extends LocalCommand> = (
  args: LocalArgs[Name],
  rows: Rows<Kind>,
  made: Pending,
) => void;

/** By kind of row, then by command. */
export type Effects = { [Kind in keyof RowOf]?: { [Name in LocalCommand]?: Effect<Kind, Name> } };
