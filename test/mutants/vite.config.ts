import { defineConfig } from 'vitest/config';

/** These read the source as it is written, which a mutant is not. */
const readers = ['bare', 'commandNames', 'floors', 'kept', 'localTime', 'pastTheEngine', 'runtime', 'styles'];

/** The rules alone: they need nothing, so thousands of mutants can be tried. */
export default defineConfig({
  test: {
    include: ['test/rules/**/*.test.ts'],
    exclude: readers.map((it) => `test/rules/${it}.test.ts`),
    // Whoever hangs is ended by the tool; a slow machine does not fail.
    testTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
