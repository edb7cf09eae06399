import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** These read the source as it is written, which a mutant is not. */
const readers = [
  'bare',
  'commandNames',
  'floors',
  'kept',
  'localTime',
  'pastTheEngine',
  'runtime',
  'searches',
  'styles',
];

/**
 * These load the client inside a test. What a module works out as it is loaded would count as run by them, and be asked
 * of them alone.
 */
const loaders = readdirSync('test/rules').filter(
  (it) => it.endsWith('.test.ts') && /\bimport\(|outboxPage/.test(readFileSync(`test/rules/${it}`, 'utf8')),
);

/** The rules alone: they need nothing, so thousands of mutants can be tried. */
export default defineConfig({
  test: {
    include: ['test/rules/**/*.test.ts'],
    exclude: [...readers.map((it) => `${it}.test.ts`), ...loaders].map((it) => `test/rules/${it}`),
    // Whoever hangs is ended by the tool; a slow machine does not fail.
    testTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
