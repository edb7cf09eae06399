import { isNode, nameOf, type Node, parts, treeOf } from './tree.ts';

interface Edit {
  start: number;
  end: number;
  text: string;
}

/** What only the server reads of a contract. */
const SERVERS = new Set(['title', 'result', 'example']);
const LATER = new Set(['ArrowFunctionExpression', 'FunctionExpression', 'ClassExpression']);

/** Calls made as the module is read, however deep. */
const calls = (node: Node): Node[] => {
  if (LATER.has(node.type)) return [];
  const inner = parts(node).flatMap(calls);
  return node.type === 'CallExpression' || node.type === 'NewExpression' ? [node, ...inner] : inner;
};

/** Takes out a property together with the comma behind it. */
const without = ({ start, end }: Node, code: string): Edit => ({
  start,
  end: end + (/^\s*,/.exec(code.slice(end))?.[0].length ?? 0),
  text: '',
});

const withoutServers = (contract: Node, code: string): Edit[] =>
  parts(contract)
    .filter((it) => it.type === 'ObjectExpression')
    .flatMap(parts)
    .filter((it) => SERVERS.has(String(nameOf(it['key']))))
    .map((it) => without(it, code));

/** What only the server reads of a kind of row: how it is called, filed, moved and kept. */
const OF_KINDS = new Set(['called', 'compartment', 'moves', 'readsNoted', 'encrypted', 'keptFor']);
const isKind = (names: readonly string[]): boolean => names.includes('called') || names.includes('keptFor');

const ofKinds = (node: Node): Node[] => {
  const names = node.type === 'ObjectExpression' ? parts(node).map((it) => String(nameOf(it['key']))) : [];
  return isKind(names)
    ? parts(node).filter((it) => OF_KINDS.has(String(nameOf(it['key']))))
    : parts(node).flatMap(ofKinds);
};

const edited = (code: string, edits: readonly Edit[]): string =>
  edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, it) => text.slice(0, it.start) + it.text + text.slice(it.end), code);

/**
 * A module of `shared/` as a tablet needs it. What it declares does nothing by being read, but a bundler cannot know that
 * of `z.string().max(3)`: said here, it leaves out every contract and row that no screen uses.
 */
export const bare = (code: string): string => {
  const declared = parts(treeOf(code, 'ts')).map((it) => (isNode(it['declaration']) ? it['declaration'] : it));
  const made = declared.filter((it) => it.type === 'VariableDeclaration').flatMap(calls);
  const contracts = made.filter((it) => nameOf(it['callee']) === 'contract').flatMap((it) => withoutServers(it, code));
  const cut = [...contracts, ...declared.flatMap(ofKinds).map((it) => without(it, code))];
  const kept = made.filter((it) => !cut.some(({ start, end }) => start <= it.start && it.end <= end));
  const starts = [...new Set(kept.map((it) => it.start))];
  return edited(code, [...cut, ...starts.map((start) => ({ start, end: start, text: '/* @__PURE__ */ ' }))]);
};
