/** Finds loops of a test that would check nothing if there were nothing to go through. */
import { isNode, nameOf, type Node, treeOf, within } from '../../client/build/tree.ts';

const KEEPS_ALL = new Set<unknown>(['entries', 'map', 'flatMap', 'keys', 'values', 'slice', 'toSorted']);
const WRAPPERS = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'ParenthesizedExpression', 'AwaitExpression']);

const bared = (it: unknown): Node | undefined => {
  if (!isNode(it)) return undefined;
  return WRAPPERS.has(it.type) ? bared(it['expression'] ?? it['argument']) : it;
};

/** What is declared once and never written again, by its name. */
type Consts = ReadonlyMap<unknown, Node | undefined>;

const constsIn = (tree: Node): Consts => {
  const declared = within(tree).filter((it) => it.type === 'VariableDeclaration' && it['kind'] === 'const');
  const each = declared.flatMap((it) => it['declarations'] as Node[]);
  return new Map(each.map((it) => [nameOf(it['id']), bared(it['init'])]));
};

/** Written out, or looked at by `some`: there is something in it. */
const isSome = (it: Node | undefined, consts: Consts): boolean => {
  if (it?.type === 'Identifier') return isSome(consts.get(nameOf(it)), new Map());
  if (it?.type === 'ArrayExpression')
    return (it['elements'] as unknown[]).some((one) => isNode(one) && one.type !== 'SpreadElement');
  if (it?.type !== 'CallExpression') return false;
  const callee = bared(it['callee']);
  if (nameOf(callee) === 'some') return true;
  return (
    callee?.type === 'MemberExpression' &&
    KEEPS_ALL.has(nameOf(callee['property'])) &&
    isSome(bared(callee['object']), consts)
  );
};

const isCallOf = (it: Node, name: string): boolean => it.type === 'CallExpression' && nameOf(it['callee']) === name;

/** Lists that a test expects to have stayed empty: what is wrong is put into them. */
const expectedEmpty = (tree: Node): Set<unknown> =>
  new Set(
    within(tree)
      .filter((it) => isCallOf(it, 'expect'))
      .map((it) => nameOf((it['arguments'] as unknown[])[0])),
  );

const isPush = (it: Node, into: ReadonlySet<unknown>): boolean => {
  const callee = bared(it['callee']);
  return nameOf(callee?.['property']) === 'push' && into.has(nameOf(callee?.['object']) ?? null);
};

export interface Loop {
  start: number;
  end: number;
  over: string;
}

/** @returns what each such loop goes through, in the words of the code */
export const loopsOverPerhapsNothing = (code: string): Loop[] => {
  const tree = treeOf(code, 'ts');
  const empty = expectedEmpty(tree);
  const consts = constsIn(tree);
  return within(tree)
    .filter((it) => it.type === 'ForOfStatement')
    .filter((it) => within(it['body'] as Node).some((one) => isCallOf(one, 'expect') || isPush(one, empty)))
    .filter((it) => !isSome(bared(it['right']), consts))
    .map((it) => it['right'] as Node)
    .map(({ start, end }) => ({ start, end, over: code.slice(start, end) }));
};
