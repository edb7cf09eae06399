import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const assets = path.resolve(import.meta.dirname, '../../dist/client/assets');
const screensFolder = path.resolve(import.meta.dirname, '../../client/screens');

/** What someone at the door comes past: everything else that is named like a screen is left for later. */
const NEEDED = ['SignIn', 'CheckIn'];

export interface Size {
  /** Bytes, each file gzipped by itself. */
  gzipped: number;
  files: string[];
  hasMap: boolean;
}

const screens = async (): Promise<Set<string>> => {
  const files = await readdir(screensFolder, { recursive: true });
  return new Set(files.filter((it) => it.endsWith('.tsx')).map((it) => path.basename(it, '.tsx')));
};

const imported = (code: string): string[] =>
  [...code.matchAll(/(?:from|import)\s*\(?\s*["'`]\.\/([\w.-]+\.js)["'`]/g)].map((it) => it[1] ?? '');

const nameOf = (file: string): string => file.replace(/-[\w-]{8}\.js$/, '');

/**
 * The JavaScript that a browser has to have for the first check-in: what the page names, what that imports, at once
 * or later, but for the other screens. The socket's client is among it.
 */
export const sizeOfCheckIn = async (): Promise<Size> => {
  const html = await readFile(path.join(assets, '../index.html'), 'utf8');
  const others = await screens();
  const waiting = [...html.matchAll(/assets\/([\w.-]+\.js)/g)].map((it) => it[1] ?? '');
  const codes = new Map<string, string>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (codes.has(file) || (others.has(nameOf(file)) && !NEEDED.includes(nameOf(file)))) continue;
    const code = await readFile(path.join(assets, file), 'utf8');
    codes.set(file, code);
    waiting.push(...imported(code));
  }
  for (const name of NEEDED) {
    if (![...codes.keys()].some((it) => nameOf(it) === name)) throw new Error(`no file of ${name} was found`);
  }
  const all = [...codes.values()];
  return {
    gzipped: all.reduce((sum, code) => sum + gzipSync(code, { level: 9 }).length, 0),
    files: [...codes.keys()],
    hasMap: all.some((it) => it.includes('leaflet-container')),
  };
};
