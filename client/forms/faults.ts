import type { FieldError, ProblemBody } from '../../shared/problems.ts';

export interface Refused {
  /** Absent where the form itself found the fault. */
  problem: ProblemBody | null;
  errors: readonly FieldError[];
}

/** A form's own words for what is wrong with its fields. */
export type Faults<D> = { [K in keyof D]?: string | false | null };

export interface Fault {
  /** Of the field, as the form calls it. */
  name: string;
  text: string;
  /** Of the control, once it has been drawn. */
  id: string;
}

export const faultsFrom = <D extends object>(faults: Faults<D>): Fault[] =>
  Object.entries(faults).flatMap(([name, text]) => (typeof text === 'string' ? [{ name, text, id: '' }] : []));

/**
 * Those that nobody has mended yet.
 * @param own what the form finds wrong now, where it found these itself; `null` where they were refused: then a field
 * that was touched since may be right
 */
export const unmended = (faults: readonly Fault[], own: Faults<object> | null, touched: readonly string[]): Fault[] =>
  faults.filter(({ name }) => (own ? typeof own[name as keyof typeof own] === 'string' : !touched.includes(name)));

/**
 * What was refused was the form as it stood: once somebody has changed it, only that somebody else changed the row first
 * is still true.
 */
export const stillRefused = (refused: Refused | null, touched: readonly string[]): Refused | null =>
  touched.length > 0 && refused?.problem?.type !== '/problems/stale-version' ? null : refused;

/** `people` is told of by `/args/people`, and `rooms` by `/args/details/rooms/0/name`. */
export const isOf = (pointer: string, name: string): boolean => `${pointer}/`.includes(`/${name}/`);

const inOrder = (faults: readonly Fault[], ids: ReadonlyMap<string, string>): Fault[] => {
  const order = [...ids.keys()];
  return faults
    .map((it) => ({ ...it, id: ids.get(it.name) ?? '' }))
    .toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
};

/**
 * What is wrong with fields that are shown, in their order, one fault each; and what else is refused.
 * @param own found by the form itself, before anything is sent
 * @param ids of the fields, by name, as they are drawn
 * @param called what the command calls a field, where the form calls it something else
 */
export const split = (
  own: readonly Fault[],
  refused: Refused | null,
  ids: ReadonlyMap<string, string>,
  called: Readonly<Record<string, string>> = {},
): { faults: Fault[]; refused: Refused | null } => {
  if (own.length > 0 || !refused) return { faults: inOrder(own, ids), refused: null };
  const names = [...ids.keys()];
  const found = new Map<string, Fault>();
  const rest: FieldError[] = [];
  for (const error of refused.errors) {
    const alias = Object.keys(called).find((it) => isOf(error.pointer, it));
    const name = alias ? called[alias] : names.findLast((it) => isOf(error.pointer, it));
    if (name === undefined) rest.push(error);
    else if (!found.has(name)) found.set(name, { name, text: error.detail, id: '' });
  }
  const isAll = rest.length === 0 && found.size > 0 && refused.problem?.type !== '/problems/stale-version';
  return { faults: inOrder([...found.values()], ids), refused: isAll ? null : { ...refused, errors: rest } };
};
