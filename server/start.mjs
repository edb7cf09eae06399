/**
 * `npm start`, `npm run demo` (--demo) and `npm run build` (--build-only): builds what has changed, then starts Haven.
 * Before `npm test` (--check-node) it only looks at the Node that runs it.
 * Plain JavaScript, so that any Node can read it far enough to say which Node is needed.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES = ['server', 'client', 'shared', 'db', 'package-lock.json', 'vite.config.ts'];
const STAMP = path.join(ROOT, 'dist', 'stamp');
const LOCK = path.join(ROOT, 'dist', '.building');

/** @returns {string | undefined} what to tell a person whose Node cannot run Haven */
export function nodeComplaint(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fits = (major === 22 && minor >= 12) || major >= 24;
  return fits
    ? undefined
    : `Haven needs Node.js 22.12 or later (22, 24 or 26). This is ${version}. On Linux and Windows "npm ci" brings one, and "npm start" uses it; elsewhere install one from https://nodejs.org and start again.`;
}

/** Builds client and server unless `dist` is as new as the sources, or there is nothing to build with, as in an image. */
export async function buildIfStale() {
  if (isFresh()) return;
  const vite = viteCommand();
  if (!vite) return requireBuilt();
  await underLock(async () => {
    if (isFresh()) return;
    const stamp = stampOfSources();
    console.log('Building Haven…');
    rmSync(STAMP, { force: true });
    const parts = await Promise.allSettled([runVite(vite, 'client'), runVite(vite, 'server')]);
    for (const part of parts) if (part.status === 'rejected') throw part.reason;
    writeFileSync(STAMP, stamp);
  });
}

function isFresh() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stampOfSources();
}

function requireBuilt() {
  if (existsSync(path.join(ROOT, 'dist', 'server', 'main.js'))) return;
  throw new Error(
    'Haven is not built, and what builds it is not installed. Run "npm ci" in Haven’s folder, then start again.',
  );
}

/** Names, sizes and times of every source file: far cheaper than reading them. */
function stampOfSources() {
  const hash = createHash('sha256');
  for (const name of SOURCES) addToStamp(hash, path.join(ROOT, name));
  return hash.digest('hex');
}

function addToStamp(hash, file) {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return;
  if (!found.isDirectory()) return hash.update(`${path.relative(ROOT, file)}\0${found.size}\0${found.mtimeMs}\n`);
  for (const name of readdirSync(file).toSorted()) addToStamp(hash, path.join(file, name));
}

function viteCommand() {
  const { resolve } = createRequire(import.meta.url);
  try {
    // `npm prune --omit=dev` leaves Vite, which a library may use, and takes what the client is built from.
    resolve('preact/package.json');
    return path.join(path.dirname(resolve('vite/package.json')), 'bin', 'vite.js');
  } catch {
    return undefined;
  }
}

/** One process each, because they then use both cores. */
function runVite(vite, part) {
  const env = { ...process.env, NODE_ENV: 'production', HAVEN_BUILD: part };
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: ROOT, env });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`Building the ${part} failed.\n${output}`)),
    );
  });
}

/** Test projects and people may start at once; the others wait for the one that builds. */
async function underLock(work) {
  mkdirSync(path.dirname(LOCK), { recursive: true });
  while (!takeLock()) await new Promise((resolve) => setTimeout(resolve, 100));
  try {
    await work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function takeLock() {
  try {
    mkdirSync(LOCK);
    writeFileSync(path.join(LOCK, 'pid'), String(process.pid));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (lockIsAbandoned()) rmSync(LOCK, { recursive: true, force: true });
    return false;
  }
}

function lockIsAbandoned() {
  const age = Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  const file = path.join(LOCK, 'pid');
  if (!existsSync(file)) return age > 5_000;
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

async function start() {
  const complaint = nodeComplaint();
  if (complaint) throw new Error(complaint);
  if (process.argv.includes('--check-node')) return;
  await buildIfStale();
  if (!process.argv.includes('--build-only'))
    await import(pathToFileURL(path.join(ROOT, 'dist', 'server', 'main.js')).href);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  start().catch((error) => {
    // Our own refusals are plain errors with a remedy; anything else is a fault, whose place matters.
    console.error(error instanceof Error && error.name === 'Error' && !error.code ? error.message : error);
    process.exit(1);
  });
}
