import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const assets = path.resolve(import.meta.dirname, '../../dist/client/assets');
const screensFolder = path.resolve(import.meta.dirname, '../../client/screens');

/** What someone at the door comes past: every other screen, and the desk's frame and list of screens, is left for later. */
const NEEDED = { account: ['SignIn', 'CheckIn'], tablet: ['Lock', 'CheckIn'] };
const DESK = ['Desk', 'deskScreens'];
/** How a paired tablet starts and takes a PIN: no other browser loads it. */
const ONLY_TABLETS = ['startTablet'];
/** Fetched in its own time once somebody is there: what keeps half-typed words. */
const LAZY = 'drafts';

export interface Size {
  /** Bytes, each file gzipped by itself. */
  gzipped: number;
  files: string[];
  hasMap: boolean;
}

const screens = async (): Promise<Set<string>> => {
  const files = await readdir(screensFolder, { recursive: true });
  return new Set([...DESK, LAZY, ...files.filter((it) => it.endsWith('.tsx')).map((it) => path.basename(it, '.tsx'))]);
};

const found = (code: string, pattern: RegExp): string[] => [...code.matchAll(pattern)].map((it) => it[1] ?? '');
const imported = (code: string): string[] => found(code, /(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g);
const importedLater = (code: string): string[] => found(code, /import\(\s*["'`]\.\/([\w.-]+\.js)["'`]/g);

const nameOf = (file: string): string => file.replace(/-[\w-]{8}\.js$/, '');

/**
 * The JavaScript that a browser has to have for the first check-in: what the page names, what that imports at once or
 * later but for the other screens, and what these import at once. The socket's client is among it; what the check-in
 * screen fetches in its own time, for a guest who comes back or a wristband that is changed, is not.
 */
export const sizeOfCheckIn = async (by: keyof typeof NEEDED): Promise<Size> => {
  const html = await readFile(path.join(assets, '../index.html'), 'utf8');
  const others = await screens();
  if (by === 'account') for (const name of ONLY_TABLETS) others.add(name);
  const needed = NEEDED[by];
  const named = found(html, /assets\/([\w.-]+\.js)/g);
  const waiting = [...named];
  const codes = new Map<string, string>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (codes.has(file) || (others.has(nameOf(file)) && !needed.includes(nameOf(file)))) continue;
    const code = await readFile(path.join(assets, file), 'utf8');
    codes.set(file, code);
    waiting.push(...imported(code), ...(named.includes(file) ? importedLater(code) : []));
  }
  for (const name of by === 'account' ? needed : [...needed, ...ONLY_TABLETS]) {
    if (![...codes.keys()].some((it) => nameOf(it) === name)) throw new Error(`no file of ${name} was found`);
  }
  const all = [...codes.values()];
  return {
    gzipped: all.reduce((sum, code) => sum + gzipSync(code, { level: 9 }).length, 0),
    files: [...codes.keys()],
    hasMap: all.some((it) => it.includes('leaflet-container')),
  };
};
