/**
 * How a command tells of itself to somebody who has to decide about it. Each says it beside its handler; whoever shows it
 * ("needs attention") reads that and knows no command by name. What is left unsaid is told under the argument's own name.
 */
import type { AttentionItem } from '../../shared/attention.ts';
import type { FieldName } from '../../shared/guestFields.ts';
import type { KindName } from '../../shared/kinds/kinds.ts';
import { type Compartment, type Grant, type Level, levelFor, levels } from '../../shared/roles.ts';
import type { Reader } from './deps.ts';

export type Words = Record<string, unknown>;
export type Field = AttentionItem['fields'][number];
export type Value = Field['values'][number];

/** One value as a viewer may see it. Locked looks the same whether there is anything or not. */
export interface Cell {
  value: Value;
  locked: boolean;
}
export type Cells = Partial<Record<FieldName, Cell>>;

/** Whoever looks: what their grants open at each centre of this operation. */
export interface Viewer {
  userId: string;
  grants: readonly Grant[];
  lead: boolean;
  /** Seen through other eyes: this level is enough everywhere. */
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

export interface Said {
  reader: Reader;
  operationId: string;
  viewer: Viewer;
  /** What it is about, and the centre it names, where those are of this operation. */
  subject: Subject | null;
  named: string | null;
  /** Where it is seen from. */
  centreId: string | null;
  args: Words;
}

/** Something said that has no field of its own: the words that lead to it, and the argument it comes from. */
export interface Part {
  label: string;
  key: string;
  value: unknown;
}

export interface Telling {
  cells?: Cells;
  parts?: readonly Part[];
}

/**
 * How an argument reads: not at all, where it says nothing to a person or stands for what is told beside it; in a field
 * of its own, for those whom a compartment opens; or worked out.
 */
export type Show =
  | 'silent'
  | { field: FieldName; compartment: Compartment; least: Level }
  | ((said: Said) => Telling | Promise<Telling>);

/** In a field of its own. */
export const inField = (field: FieldName, compartment: Compartment, least: Level = 'full'): Show => ({
  field,
  compartment,
  least,
});

/** What is known where its refusal is told. */
export interface Failing {
  /** `K-014`, or "A guest". */
  whose: string;
  /** Everybody concerned, one after the other. */
  all: readonly string[];
  /** What was said for a field, as this viewer may see it. */
  said: (field: FieldName) => string | null;
}

/** What a command tells of itself. `Key`: the names of its arguments. */
export interface SelfTelling<Key extends string = string> {
  /** The row it is about, and the argument that names it. A guest's name is kept under the guest's own id. */
  about?: {
    kind: 'person' | 'personIdentity' | 'need' | 'vehicle';
    by: Key;
    /** That row as it stands, to show against what was said; `null` where nothing of it can stand against that. */
    against: {
      now: (reader: Reader, viewer: Viewer, subject: Subject) => Promise<Cells>;
      /** Fields shown besides those the command speaks of. */
      also: readonly FieldName[];
    } | null;
  };
  /** The centre it names is where somebody goes, not where it is done. */
  namesGoal?: true;
  /** How each argument reads to a person. */
  shows?: Partial<Record<Key, Show>>;
  /** What may be put right by hand before it is sent again, and in which field that is shown. */
  mends?: {
    arguments: Partial<Record<Key, FieldName>>;
    /** Only what it said: the rest was no part of it. */
    onlySaid?: true;
  };
  /** That it was not done, in a sentence. Never the words of a restricted need. */
  fails?: (it: Failing) => string;
  /** Where the guest it is about may be named to those who may not know that it was said of them. */
  names?: (args: Words) => 'in the list and the log' | 'in the list' | 'nowhere';
  /** What its words are of, for whoever is to read them all: the care of guests, unless it says otherwise. */
  of?: Compartment;
  /** It carries another command, not done before its guest is known. */
  carries?: (args: Words) => { name: string; args: Words };
  /** It decides about what somebody said: it is itself never kept for anybody, nor said again. */
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
