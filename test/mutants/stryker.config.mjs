/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutants/vite.config.ts', related: false },
  // What is read is only declared in routes; the tests of the API go through every one of them.
  mutate: ['shared/**/*.ts', '!shared/routes/**'],
  // Words are read by people: a test that repeats them holds nothing.
  mutator: { excludedMutations: ['StringLiteral'] },
  // What is worked out once, as a module is loaded, cannot be changed between tests.
  ignoreStatic: true,
  coverageAnalysis: 'perTest',
  tempDirName: 'dist/mutants',
  // TypeScript 7 has no API by which the tool could rewrite a configuration, and nothing here is compiled by it.
  tsconfigFile: 'none',
  ignorePatterns: ['dist', 'docs'],
  timeoutMS: 10_000,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: 'dist/mutants.json' },
  clearTextReporter: { logTests: false, reportTests: false },
};
