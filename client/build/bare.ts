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

/** Takes out properties together with the commas behind them. */
const withoutServers = (contract: Node, code: string): Edit[] =>
  parts(contract)
    .filter((it) => it.type === 'ObjectExpression')
    .flatMap(parts)
    .filter((it) => SERVERS.has(String(nameOf(it['key']))))
    .map(({ start, end }) => ({ start, end: end + (/^\s*,/.exec(code.slice(end))?.[0].length ?? 0), text: '' }));

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
  const cut = made.filter((it) => nameOf(it['callee']) === 'contract').flatMap((it) => withoutServers(it, code));
  const kept = made.filter((it) => !cut.some(({ start, end }) => start <= it.start && it.end <= end));
  const starts = [...new Set(kept.map((it) => it.start))];
  return edited(code, [...cut, ...starts.map((start) => ({ start, end: start, text: '/* @__PURE__ */ ' }))]);
};
