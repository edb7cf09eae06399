import { fieldNames } from '../../../shared/guestFields.ts';
import { type Cells, type Field, shown, type Value } from '../../engine/description.ts';

const same = (a: Value, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Sides next to each other. A field differs where both have a value and the values are not the same. */
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
