import { defineConfig } from 'vitest/config';

/** `npm run soak`: the same tests as in `npm test`, for as long as it takes. */
export default defineConfig({
  test: {
    root: '.',
    include: ['soak', 'backends', 'kills', 'malformed', 'frames'].map((it) => `test/fault/${it}.test.ts`),
    globalSetup: ['test/support/build.global.ts', 'test/support/cluster.global.ts'],
    env: { HAVEN_SOAK: 'long' },
    // What stands still is given up long before: this ends only what hangs.
    hookTimeout: 300_000,
    testTimeout: 8 * 3_600_000,
  },
});
