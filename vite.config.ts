import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { lean } from './client/build/lean.ts';
import { tellWorker } from './client/build/worker.ts';

const server = process.env['HAVEN_BUILD'] === 'server';

/** What starts, and what the check-in screen has in common with others: with all that these need. */
const core =
  /client.(main|ui.(facts|pictograms|useMedia)|parts.(centres.(here|Waiting)|needs.doorNeeds))\.tsx?$|shared.(languages|references)/;

/** Whoever stands at the door is spared a wait; listing the scripts of every other screen would cost them 1 kB. */
const preloaded = (file: string, needed: string[], { hostType }: { hostType: 'html' | 'js' }): string[] =>
  hostType === 'html' || /CheckIn|Lock/.test(file) ? needed : needed.filter((it) => it.endsWith('.css'));

export default defineConfig({
  root: server ? '.' : 'client',
  publicDir: server ? false : 'public',
  plugins: server ? [] : [lean(path.resolve(import.meta.dirname, 'shared')), tellWorker()],
  build: server
    ? { ssr: 'server/main.ts', outDir: 'dist/server', target: 'node22', emptyOutDir: true }
    : {
        outDir: '../dist/client',
        emptyOutDir: true,
        target: 'es2022',
        rolldownOptions: {
          input: { index: 'client/index.html', sw: 'client/sw.ts' },
          // A browser looks for a newer worker where it found the last one.
          output: {
            entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
            // Twenty small files weigh several kB more than one, and a far server is asked once.
            codeSplitting: {
              groups: [
                { name: 'core', test: core, priority: 1 },
                { name: 'startTablet', test: /client.session.(startTablet|tabletSession|contact)\.ts$/ },
              ],
            },
          },
        },
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false, resolveDependencies: preloaded },
      },
  css: { preprocessorOptions: { scss: { quietDeps: true, loadPaths: ['node_modules', '../node_modules'] } } },
  test: {
    root: '.',
    // Files mostly wait, for a database or a browser: more of them at once than there are cores.
    maxWorkers: 4,
    // Whatever is waited for: a slow machine takes longer, and nothing is measured by it. These end only what hangs.
    expect: { poll: { timeout: 60_000 } },
    testTimeout: 600_000,
    hookTimeout: 300_000,
    projects: [
      { extends: true, test: { name: 'rules', include: ['test/rules/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'api',
          // Each file starts a Haven of its own and leaves nothing behind in the process: the program is read once.
          isolate: false,
          include: ['test/api/**/*.test.ts'],
          globalSetup: ['test/support/cluster.global.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'fault',
          include: ['test/fault/**/*.test.ts'],
          globalSetup: ['test/support/build.global.ts', 'test/support/cluster.global.ts'],
          testTimeout: 1_800_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          isolate: false,
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: [
            'test/support/build.global.ts',
            'test/support/cluster.global.ts',
            'test/support/browser.global.ts',
          ],
        },
      },
    ],
  },
});
