import type { KindName } from '../../shared/kinds/kinds.ts';
import { asGiven } from './lookBack.ts';
import { type Find, rowsById } from './rowsById.ts';

/** The row of a kind by its id, as this reader is given it: at most one. */
export const byId = <K extends KindName>(kind: K): Find<K> => {
  const find = rowsById(kind);
  return async (reader, key) => asGiven(reader, kind, await find(reader, key));
};
