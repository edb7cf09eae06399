import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const WORKER = 'sw.js';

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((it) => it !== WORKER && statSync(path.join(folder, it)).isFile())
    .toSorted();

const digest = (file: string): string => `sha256-${createHash('sha256').update(readFileSync(file)).digest('base64')}`;

/** Tells the service worker which files the build made, the public ones among them, and what is in each. */
export const tellWorker = (): Plugin => {
  let built = '';
  return {
    name: 'tell-worker',
    apply: 'build',
    configResolved: ({ root, build }) => void (built = path.resolve(root, build.outDir)),
    closeBundle: () => {
      const worker = path.join(built, WORKER);
      if (!existsSync(worker)) return;
      const shell = Object.fromEntries(
        filesIn(built).map((it) => [`/${it.split(path.sep).join('/')}`, digest(path.join(built, it))]),
      );
      const code = readFileSync(worker, 'utf8');
      const build = createHash('sha256').update(JSON.stringify(shell)).update(code).digest('hex').slice(0, 12);
      writeFileSync(worker, `const BUILD="${build}",SHELL=${JSON.stringify(shell)};\n${code}`);
    },
  };
};
