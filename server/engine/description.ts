/**
 * How a command is shown to somebody who has to decide about it. Each defines that beside its handler; "needs attention"
 * reads it and knows no command by name. An argument without a definition is shown under its own name.
 */
import type { AttentionItem } from '../../shared/attention.ts';
import type { FieldName } from '../../shared/guestFields.ts';
import type { KindName } from '../../shared/kinds/kinds.ts';
import { type Compartment, type Grant, type Level, levelFor, levels } from '../../shared/roles.ts';
import type { Reader } from './deps.ts';

export type CommandArgs = Record<string, unknown>;
export type Field = AttentionItem['fields'][number];
export type Value = Field['values'][number];

/** One value as a viewer may see it. Locked looks the same whether there is anything or not. */
export interface Cell {
  value: Value;
  locked: boolean;
}
export type Cells = Partial<Record<FieldName, Cell>>;

/** Whoever looks, with their grants in this operation. */
export interface Viewer {
  userId: string;
  grants: readonly Grant[];
  lead: boolean;
  /** As if this level were enough everywhere: to find out what the viewer does not see. */
  enough?: Level;
}

/** What a command is about, as it is now. */
export interface Subject {
  kind: KindName;
  id: string;
  operationId: string;
  personId: string | null;
  centreId: string;
  /** 0 where nothing is known yet. */
  rowVersion: number;
  /** Of a row that names its own compartment. */
  compartment: Compartment | null;
}

export interface ShowContext {
  reader: Reader;
  operationId: string;
  viewer: Viewer;
  /** What the command is about, and the centre it names, where those are of this operation. */
  subject: Subject | null;
  named: string | null;
  /** Where it is seen from. */
  centreId: string | null;
  args: CommandArgs;
}

/** A value without a field of its own: its label, and the argument it comes from. */
export interface Part {
  label: string;
  key: string;
  value: unknown;
}

export interface ShownArg {
  cells?: Cells;
  parts?: readonly Part[];
}

/**
 * How an argument is shown: not at all, where it means nothing to a person or repeats another; in a field of its own, to
 * those for whom a compartment opens; or worked out.
 */
export type Show =
  | 'silent'
  | { field: FieldName; compartment: Compartment; least: Level }
  | ((context: ShowContext) => ShownArg | Promise<ShownArg>);

/** In a field of its own. */
export const inField = (field: FieldName, compartment: Compartment, least: Level = 'full'): Show => ({
  field,
  compartment,
  least,
});

/** What the sentence about a refusal can be made of. */
export interface Failing {
  /** `K-014`, or "A guest". */
  whose: string;
  /** Everybody concerned, one after the other. */
  all: readonly string[];
  /** What was sent for a field, as this viewer may see it. */
  shown: (field: FieldName) => string | null;
}

/** How a command is shown. `Key`: the names of its arguments. */
export interface Description<Key extends string = string> {
  /** The row it is about, and the argument with its id. A guest's name is kept under the guest's own id. */
  about?: {
    kind: 'person' | 'personIdentity' | 'need' | 'vehicle';
    by: Key;
    /** That row as it is now, to show next to what was sent; `null` where nothing of it compares. */
    against: {
      now: (reader: Reader, viewer: Viewer, subject: Subject) => Promise<Cells>;
      /** Fields shown besides those it was sent with. */
      also: readonly FieldName[];
    } | null;
  };
  /** The centre in its arguments is where somebody goes, not where it is done. */
  namesGoal?: true;
  /** How each argument is shown. */
  shows?: Partial<Record<Key, Show>>;
  /** What may be corrected before it is sent again, and in which field that is shown. */
  mends?: {
    arguments: Partial<Record<Key, FieldName>>;
    /** Only those it was sent with. */
    onlySent?: true;
  };
  /** The sentence that it was not done. Never with the words of a restricted need. */
  fails?: (it: Failing) => string;
  /** Where its guest may be named, to readers who may not know that it was said about them. */
  names?: (args: CommandArgs) => 'in the list and the log' | 'in the list' | 'nowhere';
  /** The compartment that has to be open for whoever reads all its arguments: core, unless given. */
  of?: Compartment;
  /** The command it carries, which is not done before its guest is known. */
  carries?: (args: CommandArgs) => { name: string; args: CommandArgs };
  /** It decides about another command: it is itself never kept for anybody, nor sent again. */
  decides?: true;
}

/** Does their level there reach `least`? */
export const opens = (viewer: Viewer, compartment: Compartment, centreId: string | null, least: Level): boolean =>
  levels.indexOf(levelFor(viewer.grants, compartment, centreId)) >=
  Math.min(levels.indexOf(least), levels.indexOf(viewer.enough ?? least));

export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null;

export const shown = (value: Value): Cell => ({ value, locked: false });
export const locked: Cell = { value: null, locked: true };
export const cellIf = (open: boolean, value: Value): Cell => (open ? shown(value) : locked);
