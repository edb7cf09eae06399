/**
 * An attentive silver: someone who kept every table and counted everybody in and out, and asks what follows.
 *
 * All she can suppose is a flow: those who come enter cells, are carried from table to table between the bounds that
 * each table tells, and those who go leave from cells. What happened is one such flow; any other that she could suppose
 * differs from it by cycles in its residual graph. So a sum of cells has one value only in all that she can suppose if
 * no cycle changes it, which is exact, for whole numbers, and needs no search: within what is strongly connected, every
 * way round must come to nought.
 */
import type { Bounds } from '../../shared/disclosure.ts';

type ByCell = Readonly<Record<string, number>>;

/** People come to what is counted, or go from it; how many, she sees, and of which cell, she does not. */
export type Move = Come | { go: ByCell; never?: readonly string[] };
/** `told`: what she is told of those who came, by cell; of several cells together, under the name of none of them. */
export interface Come {
  come: ByCell;
  told?: Readonly<Record<string, Bounds>>;
}
/** A table is shown: what she is told of each cell. */
export interface Table {
  told: Readonly<Record<string, Bounds>>;
}
export type Seen = Move | Table;

interface Arc {
  from: number;
  to: number;
  /** Can there be one more, or one fewer, in what she can suppose? */
  more: boolean;
  fewer: boolean;
}

/** What happened, as a flow: arcs, and which of them are the cells of each table and of each move. */
interface Flow {
  nodes: number;
  arcs: Arc[];
  tables: { arcs: ReadonlyMap<string, number>; truth: ByCell }[];
  moves: { arcs: ReadonlyMap<string, number>; truth: ByCell }[];
}

const flowOf = (cells: readonly string[], seen: readonly Seen[]): Flow => {
  const flow: Flow = { nodes: cells.length, arcs: [], tables: [], moves: [] };
  const at = new Map(cells.map((cell, index) => [cell, index]));
  const truth = new Map(cells.map((cell) => [cell, 0]));
  const node = (): number => (flow.nodes += 1) - 1;
  const arc = (from: number, to: number, n: number, { least, most }: Bounds): number =>
    flow.arcs.push({ from, to, more: n < most, fewer: n > least }) - 1;
  const here = (cell: string): number => at.get(cell) ?? 0;
  const open = { least: 0, most: Number.POSITIVE_INFINITY };
  /** Carried on: how many there are, between bounds. */
  const carry = (cell: string, bounds: Bounds): number => {
    const next = node();
    const made = arc(here(cell), next, truth.get(cell) ?? 0, bounds);
    at.set(cell, next);
    return made;
  };
  const come = ({ come: who, told = {} }: Come): ReadonlyMap<string, number> => {
    const from = node();
    const hub = node();
    const pooled = cells.filter((cell) => !(cell in told));
    const together = Object.entries(told).find(([key]) => !cells.includes(key))?.[1];
    arc(from, hub, sumOver(pooled, who), together ?? open);
    checkTold(together ? { pooled: together } : {}, new Map([['pooled', sumOver(pooled, who)]]));
    checkTold(
      Object.fromEntries(Object.entries(told).filter(([key]) => cells.includes(key))),
      new Map(Object.entries(who)),
    );
    const made = cells.map((cell): [string, number] => [
      cell,
      arc(cell in told ? from : hub, here(cell), who[cell] ?? 0, told[cell] ?? open),
    ]);
    for (const cell of cells) truth.set(cell, (truth.get(cell) ?? 0) + (who[cell] ?? 0));
    return new Map(made);
  };
  const go = (who: ByCell, never: readonly string[]): ReadonlyMap<string, number> => {
    // Who goes was there: no more can go of a cell than it holds at that moment.
    for (const cell of cells) carry(cell, open);
    const to = node();
    const going = cells.filter((cell) => !never.includes(cell));
    const made = new Map(going.map((cell) => [cell, arc(here(cell), to, who[cell] ?? 0, open)]));
    for (const cell of going) {
      const left = (truth.get(cell) ?? 0) - (who[cell] ?? 0);
      if (left < 0) throw new Error(`More went of ${cell} than were there`);
      truth.set(cell, left);
    }
    return made;
  };
  for (const it of seen) {
    if ('come' in it) flow.moves.push({ arcs: come(it), truth: it.come });
    else if ('go' in it) flow.moves.push({ arcs: go(it.go, it.never ?? []), truth: it.go });
    else {
      const arcs = new Map(cells.map((cell) => [cell, carry(cell, it.told[cell] ?? open)]));
      flow.tables.push({ arcs, truth: Object.fromEntries(truth) });
      checkTold(it.told, truth);
    }
  }
  // Who is still there at the end.
  const end = node();
  for (const cell of cells) arc(here(cell), end, truth.get(cell) ?? 0, open);
  return flow;
};

/** What is told must hold of what happened, or nothing that follows from it is worth anything. */
const checkTold = (told: Table['told'], truth: ReadonlyMap<string, number>): void => {
  for (const [cell, { least, most }] of Object.entries(told)) {
    const n = truth.get(cell) ?? 0;
    if (n < least || n > most) throw new Error(`${cell} is told to be ${least} to ${most}, and is ${n}`);
  }
};

interface Step {
  to: number;
  arc: number;
  by: 1 | -1;
}

const residual = ({ nodes, arcs }: Flow): Step[][] => {
  const out: Step[][] = Array.from({ length: nodes }, () => []);
  for (const [index, it] of arcs.entries()) {
    if (it.more) out[it.from]?.push({ to: it.to, arc: index, by: 1 });
    if (it.fewer) out[it.to]?.push({ to: it.from, arc: index, by: -1 });
  }
  return out;
};

const reach = (out: readonly (readonly Step[])[], start: number, seen: Set<number>): number[] => {
  const order: number[] = [];
  const stack: [node: number, next: number][] = [[start, 0]];
  seen.add(start);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const step = out[top[0]]?.[top[1]];
    top[1] += 1;
    if (!step) order.push((stack.pop() ?? top)[0]);
    else if (!seen.has(step.to)) {
      seen.add(step.to);
      stack.push([step.to, 0]);
    }
  }
  return order;
};

/** Of each node, which strongly connected part it is in. */
const partsOf = (out: readonly (readonly Step[])[]): Int32Array => {
  const seen = new Set<number>();
  const finished = out.flatMap((_steps, node) => (seen.has(node) ? [] : reach(out, node, seen)));
  const back: Step[][] = out.map(() => []);
  for (const [from, steps] of out.entries()) for (const it of steps) back[it.to]?.push({ ...it, to: from });
  const part = new Int32Array(out.length);
  const placed = new Set<number>();
  let n = 0;
  for (const node of finished.toReversed()) {
    if (placed.has(node)) continue;
    for (const one of reach(back, node, placed)) part[one] = n;
    n += 1;
  }
  return part;
};

/** A spanning walk, and every other step within a part: round each of them a sum must not change, to have one value. */
interface Loops {
  walk: { node: number; from: number; step: Step }[];
  closing: { from: number; step: Step }[];
}

const loopsOf = (flow: Flow): Loops => {
  const out = residual(flow);
  const part = partsOf(out);
  const within = out.map((steps, from) => steps.filter(({ to }) => part[to] === part[from]));
  const loops: Loops = { walk: [], closing: [] };
  const placed = new Set<number>();
  for (let root = 0; root < flow.nodes; root += 1) {
    if (placed.has(root)) continue;
    placed.add(root);
    const queue = [root];
    for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
      for (const step of within[node] ?? []) {
        if (placed.has(step.to)) loops.closing.push({ from: node, step });
        else {
          placed.add(step.to);
          queue.push(step.to);
          loops.walk.push({ node: step.to, from: node, step });
        }
      }
    }
  }
  return loops;
};

type Weights = ReadonlyMap<number, number>;

/** Has this sum of arcs one value in everything that she can suppose? */
const isKnown = (loops: Loops, height: Float64Array, weights: Weights): boolean => {
  height.fill(0);
  const rise = ({ arc, by }: Step): number => by * (weights.get(arc) ?? 0);
  for (const { node, from, step } of loops.walk) height[node] = (height[from] ?? 0) + rise(step);
  return loops.closing.every(({ from, step }) => (height[from] ?? 0) + rise(step) === height[step.to]);
};

const isSmall = (n: number): boolean => n !== 0 && Math.abs(n) < 5;

function* setsOf(cells: readonly string[]): Generator<string[]> {
  for (let bits = 1; bits < 2 ** cells.length; bits += 1) yield cells.filter((_cell, at) => (bits >> at) & 1);
}

const sumOver = (set: readonly string[], counts: ByCell): number =>
  set.reduce((all, cell) => all + (counts[cell] ?? 0), 0);

/**
 * Everything of one to four people that she can name: cells and sets of cells, of a table, between two, of a move.
 * `asked`: the cells it is about, where it is not about all of them.
 */
export const namedBy = (cells: readonly string[], seen: readonly Seen[], asked = cells): string[] => {
  const flow = flowOf(cells, seen);
  const loops = loopsOf(flow);
  const height = new Float64Array(flow.nodes);
  const found: string[] = [];
  const none = { arcs: new Map<string, number>(), truth: {} };
  const points = [none, ...flow.tables];
  const ask = (
    what: string,
    set: readonly string[],
    now: Flow['tables'][number],
    was: Flow['tables'][number],
  ): void => {
    const n = sumOver(set, now.truth) - sumOver(set, was.truth);
    if (!isSmall(n)) return;
    const weights = new Map<number, number>();
    for (const cell of set) {
      weights.set(now.arcs.get(cell) ?? -1, 1);
      weights.set(was.arcs.get(cell) ?? -2, -1);
    }
    if (isKnown(loops, height, weights)) found.push(`${what}: ${set.join(' and ')} ${n}`);
  };
  // Everybody together is what is seen at the door, and no cell.
  const sets = [...setsOf(asked)].filter(({ length }) => length < cells.length);
  for (const set of sets) {
    for (const [later, now] of points.entries())
      for (const [sooner, was] of points.slice(0, later).entries())
        ask(sooner === 0 ? `table ${later}` : `from table ${sooner} to ${later}`, set, now, was);
    for (const [index, move] of flow.moves.entries())
      if (sumOver(cells, move.truth) >= 5) ask(`move ${index + 1}`, set, move, none);
  }
  return found;
};
