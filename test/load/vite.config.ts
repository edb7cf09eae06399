import { defineConfig } from 'vite';

/** The benchmark and the bare server it compares with, as plain programs: Node 22.12 does not read TypeScript. */
export default defineConfig({
  root: '.',
  publicDir: false,
  logLevel: 'warn',
  build: {
    ssr: true,
    outDir: 'dist/load',
    emptyOutDir: true,
    target: 'node22',
    rollupOptions: {
      input: { bench: 'test/load/bench.ts', bare: 'test/load/bare.ts' },
      // Beside the programs: what they find by their own place is found from any file.
      output: { chunkFileNames: '[name].js' },
    },
  },
});
