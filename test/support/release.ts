import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clientDir } from './browser.ts';

export interface Release {
  /** Where it is served from. */
  folder: string;
  /** The file under /assets whose name begins so. @throws where there is none */
  asset(start: string): Promise<string>;
  /** Makes a newer build of it, which may leave files out. The page says which build it is: `<html data-build>`. */
  next(build: string, without?: readonly string[]): Promise<void>;
  remove(): Promise<void>;
}

/** First line of sw.js: `const BUILD="…",SHELL={…};` */
const shellIn = (worker: string): { shell: Record<string, string>; rest: string } => {
  const [first = '', ...rest] = worker.split('\n');
  return { shell: JSON.parse(first.slice(first.indexOf('{'), -1)) as Record<string, string>, rest: rest.join('\n') };
};

const buildAnew = async (folder: string, build: string, without: readonly string[]): Promise<void> => {
  const file = (name: string) => path.join(folder, name);
  const { shell, rest } = shellIn(await readFile(file('sw.js'), 'utf8'));
  const page = (await readFile(file('index.html'), 'utf8')).replace(
    /<html[^>]*>/,
    `<html lang="en-GB" data-build="${build}">`,
  );
  for (const name of without) {
    delete shell[name];
    await rm(file(name));
  }
  shell['/index.html'] = `sha256-${createHash('sha256').update(page).digest('base64')}`;
  await writeFile(file('index.html'), page);
  await writeFile(file('sw.js'), `const BUILD="${build}",SHELL=${JSON.stringify(shell)};\n${rest}`);
};

/** A copy of the built client that a test can make newer builds of. */
export const copyOfClient = async (): Promise<Release> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'haven-client-'));
  await cp(clientDir, folder, { recursive: true });
  return {
    folder,
    asset: async (start) => {
      const found = (await readdir(path.join(folder, 'assets'))).find((it) => it.startsWith(start));
      if (!found) throw new Error(`No file of ${start} was built`);
      return `/assets/${found}`;
    },
    next: (build, without = []) => buildAnew(folder, build, without),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
