/** The arguments of a command as this viewer may see them, shown the way the command defines. */
import {
  cellIf,
  type Cells,
  opens,
  type Part,
  type ShowContext,
  type Description,
  type ShownArg,
  textOf,
} from '../../engine/description.ts';
import { together } from '../../engine/together.ts';
import { knownCommand } from '../../engine/known.ts';
import { flatten } from './parts.ts';

/** In nearly every command, and never shown. */
const always = new Set(['operationId', 'baseVersion']);

const showArg = async ({ shows = {} }: Description, context: ShowContext, key: string): Promise<ShownArg> => {
  const show = shows[key];
  const value = context.args[key];
  if (show === 'silent' || always.has(key)) return {};
  if (typeof show === 'function') return show(context);
  if (!show) return { parts: flatten(key, value) };
  const open = opens(context.viewer, show.compartment, context.centreId, show.least);
  return { cells: { [show.field]: cellIf(open, textOf(value)) } };
};

export interface ShownArgs {
  cells: Cells;
  parts: Part[];
}

/** Nothing of a command that is not known here. */
export const showArgs = async (name: string, context: ShowContext): Promise<ShownArgs> => {
  const known = knownCommand(name);
  if (!known) return { cells: {}, parts: [] };
  // Worked-out arguments come after those shown as they are.
  const isWorkedOut = (key: string) => typeof known.shows?.[key] === 'function';
  const keys = Object.keys(context.args).toSorted((a, b) => Number(isWorkedOut(a)) - Number(isWorkedOut(b)));
  const all = await together(keys.map((key) => showArg(known, context, key)));
  return {
    cells: Object.assign({}, ...all.map((it) => it.cells ?? {})) as Cells,
    parts: all.flatMap((it) => it.parts ?? []),
  };
};

/** The command that another one carries; `null` where it carries none, or one that itself carries another. */
export const carriedBy = (name: string, context: ShowContext): { name: string; context: ShowContext } | null => {
  const inner = knownCommand(name)?.carries?.(context.args);
  return inner && !knownCommand(inner.name)?.carries
    ? { name: inner.name, context: { ...context, args: inner.args } }
    : null;
};

/** Field by field; of a command that carries another, that one's. */
export const commandCells = async (name: string, context: ShowContext): Promise<Cells> => {
  if (!knownCommand(name)?.carries) return (await showArgs(name, context)).cells;
  const inner = carriedBy(name, context);
  return inner ? (await showArgs(inner.name, inner.context)).cells : {};
};
