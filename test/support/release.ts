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
  /** Makes a newer build of it. Its page says which it is: `<html data-build>`. */
  next(build: string): Promise<void>;
  remove(): Promise<void>;
}

const marked = (page: string, build: string): string =>
  page.replace(/<html[^>]*>/, `<html lang="en-GB" data-build="${build}">`);

const filesIn = async (folder: string): Promise<string[]> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((it) => it.isFile()).map((it) => path.join(it.parentPath, it.name));
};

/** As a build that changed every script would: other names, and the former are gone from the server. */
const buildAnew = async (folder: string, build: string): Promise<void> => {
  const files = await filesIn(folder);
  const scripts = files.filter((it) => /assets\/[^/]+\.js$/.test(it)).map((it) => path.basename(it));
  const named = (text: string) =>
    text.replace(/[\w.-]+\.js\b/g, (it) => (scripts.includes(it) ? `${build}.${it}` : it));
  const shell: Record<string, string> = {};
  for (const file of files.filter((it) => !it.endsWith('sw.js'))) {
    const now = path.join(path.dirname(file), named(path.basename(file)));
    let content = await readFile(file);
    if (/\.(js|html)$/.test(file)) content = Buffer.from(named(content.toString()));
    if (file.endsWith('index.html')) content = Buffer.from(marked(content.toString(), build));
    await rm(file);
    await writeFile(now, content);
    shell[`/${path.relative(folder, now)}`] = `sha256-${createHash('sha256').update(content).digest('base64')}`;
  }
  const worker = path.join(folder, 'sw.js');
  const [, ...rest] = (await readFile(worker, 'utf8')).split('\n');
  await writeFile(worker, `const BUILD="${build}",SHELL=${JSON.stringify(shell)};\n${rest.join('\n')}`);
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
    next: (build) => buildAnew(folder, build),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
