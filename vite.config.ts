import { defineConfig } from 'vitest/config';

const server = process.env['HAVEN_BUILD'] === 'server';

export default defineConfig({
  root: server ? '.' : 'client',
  publicDir: server ? false : 'public',
  build: server
    ? { ssr: 'server/main.ts', outDir: 'dist/server', target: 'node20', emptyOutDir: true }
    : {
        outDir: '../dist/client',
        emptyOutDir: true,
        target: 'es2022',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
      },
  css: { preprocessorOptions: { scss: { quietDeps: true, loadPaths: ['node_modules', '../node_modules'] } } },
  test: {
    root: '.',
    projects: [
      { extends: true, test: { name: 'rules', include: ['test/rules/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'api',
          include: ['test/api/**/*.test.ts'],
          globalSetup: ['test/support/cluster.global.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'fault',
          include: ['test/fault/**/*.test.ts'],
          globalSetup: ['test/support/build.global.ts', 'test/support/cluster.global.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/build.global.ts', 'test/support/cluster.global.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
