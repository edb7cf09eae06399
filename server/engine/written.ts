import type { Change } from '../../shared/sync.ts';

/** Some changes as they are sent: JSON, with commas between. */
export interface Written {
  bytes: Uint8Array;
  /** Which rows they are about, in order. */
  keys: readonly string[];
}

const keyOf = ({ kind, id }: Change): string => `${kind} ${id}`;

export const write = (changes: readonly Change[]): Written => ({
  bytes: Buffer.from(changes.map((it) => JSON.stringify(it)).join(',')),
  keys: changes.map(keyOf),
});

export const read = ({ bytes }: Written): Change[] => JSON.parse(`[${Buffer.from(bytes).toString()}]`) as Change[];

/** The same without some rows. */
export const without = (it: Written, left: ReadonlySet<string>): Written =>
  left.size > 0 && it.keys.some((key) => left.has(key)) ? write(read(it).filter((row) => !left.has(keyOf(row)))) : it;
