import { defineConfig } from 'vitest/config';

const server = process.env['HAVEN_BUILD'] === 'server';

const jsonSchema = /zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/;

/** Zod's JSON Schema makers are a tenth of a tablet's first download, and only the server describes the API. */
const withoutJsonSchema = {
  name: 'without-json-schema',
  apply: 'build' as const,
  transform(code: string, id: string) {
    if (!jsonSchema.test(id)) return null;
    const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
    const renamed = code.match(/^export \{[^}]+\};/gm) ?? [];
    return [...names.map((name) => `export const ${name} = () => ({});`), ...renamed].join('\n');
  },
};

export default defineConfig({
  root: server ? '.' : 'client',
  publicDir: server ? false : 'public',
  plugins: server ? [] : [withoutJsonSchema],
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
    // Files mostly wait, for a database or a browser: more of them at once than there are cores.
    maxWorkers: 4,
    projects: [
      { extends: true, test: { name: 'rules', include: ['test/rules/**/*.test.ts'], testTimeout: 30_000 } },
      {
        extends: true,
        test: {
          name: 'api',
          include: ['test/api/**/*.test.ts'],
          globalSetup: ['test/support/cluster.global.ts'],
          testTimeout: 60_000,
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
