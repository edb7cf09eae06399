import { type AttentionItem, fieldNames } from '../../../shared/attention.ts';
import { type NeedKindName, needCompartments, needKinds } from '../../../shared/needs.ts';
import { type Compartment, type Grant, type Level, levelFor, levels } from '../../../shared/roles.ts';

export type Field = AttentionItem['fields'][number];
export type FieldName = Field['name'];
type Value = Field['values'][number];

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

/** Does their level there reach `least`? */
export const opens = (viewer: Viewer, compartment: Compartment, centreId: string | null, least: Level): boolean =>
  levels.indexOf(levelFor(viewer.grants, compartment, centreId)) >=
  Math.min(levels.indexOf(least), levels.indexOf(viewer.enough ?? least));

export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null;

export const shown = (value: Value): Cell => ({ value, locked: false });
export const locked: Cell = { value: null, locked: true };
export const cellIf = (open: boolean, value: Value): Cell => (open ? shown(value) : locked);

/** Kinds of needs this viewer may know of there. Locked wherever any compartment is, whatever is in it. */
export const needsCell = (viewer: Viewer, centreId: string | null, kinds: readonly string[]): Cell => {
  const open = needCompartments.filter((it) => opens(viewer, it, centreId, 'kind'));
  const seen = kinds.filter((it) => open.includes(needKinds[it as NeedKindName]?.compartment));
  return { value: [...new Set(seen)].toSorted(), locked: open.length < needCompartments.length };
};

const same = (a: Value, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Sides beside each other; what is said on both and not alike differs. */
export const beside = (sides: readonly Cells[]): Field[] =>
  fieldNames
    .filter((name) => sides.some((it) => it[name]))
    .map((name) => {
      const cells = sides.map((it) => it[name] ?? shown(null));
      const [a, b] = cells;
      const differs =
        a !== undefined && b !== undefined && a.value !== null && b.value !== null && !same(a.value, b.value);
      return { name, values: cells.map(({ value }) => value), differs, locked: cells.some((it) => it.locked) };
    });
