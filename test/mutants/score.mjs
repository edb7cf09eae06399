import { readFileSync } from 'node:fs';
import { scoreOf, toPercent } from './scoreOf.mjs';

/** Prints what the last run noticed, by folder, and fails where a named equivalent fits no mutant. */
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const report = process.argv[2] ?? 'dist/mutants.json';
const { folders, survivors, unfit } = scoreOf(read(report), read('test/mutants/equivalent.json'));

console.table(
  Object.fromEntries(folders.map(({ folder, ...counts }) => [folder, { ...counts, score: toPercent(counts) }])),
);
for (const { file, line, from, to } of survivors) console.log(`${file}:${line}  ${from}  →  ${to}`);
for (const { file, from, to } of unfit)
  console.error(`Named as equivalent, but no mutant that survived is it: ${file}: ${from} → ${to}`);
process.exitCode = unfit.length > 0 ? 1 : 0;
