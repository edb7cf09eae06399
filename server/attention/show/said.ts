/** What a command said, as this viewer may see it: as the command itself tells how. */
import {
  cellIf,
  type Cells,
  opens,
  type Part,
  type Said,
  type SelfTelling,
  type Telling,
  textOf,
} from '../../engine/telling.ts';
import { together } from '../../engine/together.ts';
import { knownCommand } from '../../engine/known.ts';
import { flatten } from './parts.ts';

/** In every command: which operation it is of, and what it was made from. */
const always = new Set(['operationId', 'baseVersion']);

const tellOne = async ({ shows = {} }: SelfTelling, said: Said, key: string): Promise<Telling> => {
  const show = shows[key];
  const value = said.args[key];
  if (show === 'silent' || always.has(key)) return {};
  if (typeof show === 'function') return show(said);
  if (!show) return { parts: flatten(key, value) };
  const open = opens(said.viewer, show.compartment, said.centreId, show.least);
  return { cells: { [show.field]: cellIf(open, textOf(value)) } };
};

export interface Whole {
  cells: Cells;
  parts: Part[];
}

/** Of a command not known here: nothing. */
export const tellWhole = async (name: string, said: Said): Promise<Whole> => {
  const known = knownCommand(name);
  if (!known) return { cells: {}, parts: [] };
  // What is worked out comes after what is told as it was said.
  const isWorkedOut = (key: string) => typeof known.shows?.[key] === 'function';
  const keys = Object.keys(said.args).toSorted((a, b) => Number(isWorkedOut(a)) - Number(isWorkedOut(b)));
  const all = await together(keys.map((key) => tellOne(known, said, key)));
  return {
    cells: Object.assign({}, ...all.map((it) => it.cells ?? {})) as Cells,
    parts: all.flatMap((it) => it.parts ?? []),
  };
};

/** What one command carries, said as what it is; `null` where it carries none, or one that carries again. */
export const carriedBy = (name: string, said: Said): { name: string; said: Said } | null => {
  const inner = knownCommand(name)?.carries?.(said.args);
  return inner && !knownCommand(inner.name)?.carries ? { name: inner.name, said: { ...said, args: inner.args } } : null;
};

/** Field by field. */
export const saidCells = async (name: string, said: Said): Promise<Cells> => {
  if (!knownCommand(name)?.carries) return (await tellWhole(name, said)).cells;
  const inner = carriedBy(name, said);
  return inner ? (await tellWhole(inner.name, inner.said)).cells : {};
};
