import { parseAst } from 'vite';

/** One piece of a module as it is parsed. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [part: string]: unknown;
}

export const isNode = (it: unknown): it is Node => typeof it === 'object' && it !== null && 'type' in it;
export const parts = (node: Node): Node[] => Object.values(node).flat().filter(isNode);
/** The node, and everything in it. */
export const within = (node: Node): Node[] => [node, ...parts(node).flatMap(within)];
export const nameOf = (it: unknown): unknown => (isNode(it) ? it['name'] : undefined);
export const treeOf = (code: string, lang: 'ts' | 'tsx'): Node => parseAst(code, { lang }) as unknown as Node;
