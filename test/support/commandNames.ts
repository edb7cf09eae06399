/**
 * Finds where a module steers by a command's name. It reads the tree, so that the way it is written makes no difference:
 * a name anywhere in the text of a string, a pattern or a template, or taken from the command's contract.
 */
import { isNode, nameOf, type Node, parts, treeOf, within } from '../../client/build/tree.ts';

/** A piece of a module, and what it stands in, the nearest first. */
interface Place {
  node: Node;
  up: readonly Node[];
}

export interface Known {
  /** Names of all commands. */
  names: readonly string[];
  /** What their contracts are called where they are declared. */
  contracts: ReadonlySet<string>;
}

const WRAPPERS = new Set(['ChainExpression', 'ParenthesizedExpression', 'TSAsExpression', 'TSNonNullExpression']);
const bared = (node: unknown): Node | undefined =>
  isNode(node) && WRAPPERS.has(node.type) ? bared(node['expression']) : isNode(node) ? node : undefined;

const placesIn = (node: Node, up: readonly Node[] = []): Place[] => [
  { node, up },
  ...parts(node).flatMap((it) => placesIn(it, [node, ...up])),
];

const keyOf = (node: Node | undefined): unknown => {
  const key = node?.type === 'MemberExpression' ? node['property'] : node?.['key'];
  return isNode(key) && key.type === 'Literal' ? key['value'] : nameOf(key);
};
const calleeOf = (node: Node | undefined): unknown => {
  const callee = node?.type === 'CallExpression' ? bared(node['callee']) : undefined;
  return callee?.type === 'MemberExpression' ? keyOf(callee) : nameOf(callee);
};

// --- Names as text ---

/** What a piece of text says; of a pattern, what it looks for. */
const textOf = ({ type, value, regex }: Node): string | undefined => {
  if (type === 'TemplateElement') return (value as { cooked: string }).cooked;
  if (type !== 'Literal') return undefined;
  if (regex) return (regex as { pattern: string }).pattern.replace(/\\(?=\W)/g, '');
  return typeof value === 'string' ? value : undefined;
};

const isPart = (text: string, { names }: Known): boolean =>
  text.length > 2 && text.includes('.') && names.some((it) => it.startsWith(text) || it.endsWith(text));

const speaksOf = (text: string, known: Known): boolean => {
  const whole = new RegExp(String.raw`(?<![\w.])(?:${known.names.join('|').replaceAll('.', String.raw`\.`)})(?![\w.])`);
  return whole.test(text) || text.split(/[|()^$]/).some((it) => isPart(it, known));
};

const ENDS = new Set<unknown>(['startsWith', 'endsWith']);
const CUTS = new Set<unknown>(['slice', 'substring', 'substr']);
const PARTERS = new Set<unknown>(['split', 'indexOf', 'lastIndexOf']);
const sidesOf = ({ left, right }: Node): unknown[] => [left, right];

/** A domain or a verb alone, where it is looked for at an end, or held against what was cut off. */
const isEnd = (text: string, [parent]: readonly Node[], { names }: Known): boolean => {
  const isOne = text.length > 2 && names.some((it) => it.startsWith(text) || it.endsWith(text));
  const isCut = parent?.type === 'BinaryExpression' && sidesOf(parent).some((it) => CUTS.has(calleeOf(bared(it))));
  return isOne && (isCut || ENDS.has(calleeOf(parent)));
};

/** A name is taken apart at its dot. */
const isParting = (text: string, [parent]: readonly Node[]): boolean => text === '.' && PARTERS.has(calleeOf(parent));

const RIGHTS = new Set<unknown>(['can', 'canRegister', 'may', 'mayHere', 'mayRegister']);
const CONTRACTS = new Set<unknown>(['contract', 'exchange', 'query']);

/** A right has the name of the command it is for. */
const isRight = ([parent, over]: readonly Node[]): boolean =>
  RIGHTS.has(calleeOf(parent)) ||
  keyOf(parent) === 'right' ||
  (parent?.type === 'ArrayExpression' && keyOf(over) === 'opens');

/** Where a contract says what it is called, and its example. */
const isContracts = ({ node, up }: Place): boolean =>
  up.some(
    (it, n) =>
      CONTRACTS.has(calleeOf(up[n + 2])) && (keyOf(it) === 'example' || (keyOf(it) === 'name' && it['value'] === node)),
  );

const isType = ([parent]: readonly Node[]): boolean => /^TS(?:Literal|TemplateLiteral)Type$/.test(parent?.type ?? '');

/** A key of what does not compile by a name there is not: what a device shows before it has been answered. */
const isTyped = (file: string, code: string, { node, up }: Place): boolean => {
  const table = up.find((it) => it.type === 'VariableDeclarator');
  const annotation = isNode(table?.['id']) ? table['id']['typeAnnotation'] : undefined;
  const words = isNode(annotation) ? code.slice(annotation.start, annotation.end) : '';
  return file.startsWith('client/data/') && up[0]?.['key'] === node && /\b(?:Effects|LocalCommand)\b/.test(words);
};

const textsIn = (file: string, code: string, places: readonly Place[], known: Known): string[] =>
  places.flatMap((it) => {
    const text = textOf(it.node);
    if (text === undefined || isType(it.up)) return [];
    if (isEnd(text, it.up, known) || isParting(text, it.up)) return [text];
    if (!speaksOf(text, known) || isRight(it.up) || isContracts(it) || isTyped(file, code, it)) return [];
    return [text];
  });

// --- Names taken from contracts ---

/** What contracts are called in this module: imported, under another name or as a whole, or declared here. */
const contractsIn = (places: readonly Place[], { contracts }: Known): ((node: unknown) => boolean) => {
  const known = new Set<unknown>();
  const wholes = new Set<unknown>();
  const isOne = (given: unknown): boolean => {
    const node = bared(given);
    if (node?.type !== 'MemberExpression') return node?.type === 'Identifier' && known.has(nameOf(node));
    return keyOf(node) === 'contract'
      ? wholes.has(nameOf(node['object']))
      : wholes.has(nameOf(node['object'])) && contracts.has(String(keyOf(node)));
  };
  for (const { node, up } of places) {
    if (node.type === 'ImportSpecifier') {
      const name = String(nameOf(node['imported']));
      wholes.add(nameOf(node['local']));
      if (contracts.has(name) && /shared\/|^\.\/[^/]+$/.test(sourceOf(up[0]))) known.add(nameOf(node['local']));
    }
    if (node.type === 'ImportNamespaceSpecifier') wholes.add(nameOf(node['local']));
    if (node.type !== 'VariableDeclarator') continue;
    if (isOne(node['init']) || calleeOf(bared(node['init'])) === 'contract') known.add(nameOf(node['id']));
  }
  return isOne;
};
const sourceOf = (node: Node | undefined): string => String((node?.['source'] as Node | undefined)?.['value']);

const patternTakesName = (node: Node): boolean =>
  isNode(node['id']) && node['id'].type === 'ObjectPattern' && parts(node['id']).some((it) => keyOf(it) === 'name');

/** Its name is taken, it is held against another, or it stands in a list that is looked through. */
const takes = (node: Node, isOne: (it: unknown) => boolean): boolean => {
  if (node.type === 'MemberExpression') return keyOf(node) === 'name' && isOne(node['object']);
  if (node.type === 'VariableDeclarator') return patternTakesName(node) && isOne(node['init']);
  if (node.type === 'BinaryExpression') return /^[!=]==?$/.test(String(node['operator'])) && sidesOf(node).some(isOne);
  if (node.type === 'SwitchCase') return isOne(node['test']);
  return node.type === 'ArrayExpression' && (node['elements'] as unknown[]).some(isOne);
};

/** Everything by which a module steers by the name of a command. */
export const steersBy = (file: string, code: string, known: Known): string[] => {
  const places = placesIn(treeOf(code, file.endsWith('x') ? 'tsx' : 'ts'));
  const isOne = contractsIn(places, known);
  const taken = places.filter(({ node }) => takes(node, isOne)).map(({ node }) => code.slice(node.start, node.end));
  return [...textsIn(file, code, places, known), ...taken];
};

/** The contracts of commands that a module declares, by what they are called there. */
export const declaredIn = (code: string): string[] =>
  within(treeOf(code, 'ts'))
    .filter((it) => it.type === 'VariableDeclarator' && calleeOf(bared(it['init'])) === 'contract')
    .map((it) => String(nameOf(it['id'])));
