/**
 * @typedef {{ file: string, in: string, from: string, to: string, why: string }} Equivalent `in`: the line it stands in
 * @typedef {{ folder: string, noticed: number, survived: number, uncovered: number, equivalent: number }} FolderScore
 */

const noticed = new Set(['Killed', 'Timeout']);
const missed = new Set(['Survived', 'NoCoverage']);

/** What a mutant replaced, on however many lines. */
function replaced(source, { start, end }) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  return lines.join('\n');
}

const mutantsOf = (report) =>
  Object.entries(report.files).flatMap(([file, { source, mutants }]) =>
    mutants.map(({ status, location, replacement }) => ({
      file,
      status,
      line: location.start.line,
      in: source.split('\n')[location.start.line - 1].trim(),
      from: replaced(source, location),
      to: replacement,
    })),
  );

const isSame = (mutant, named) => ['file', 'in', 'from', 'to'].every((it) => mutant[it] === named[it]);
/** `shared/venues/fit.ts` → `shared/venues` */
const folderOf = ({ file }) => file.slice(0, file.lastIndexOf('/'));

/**
 * What was noticed, by folder, without what is named as equivalent. `unfit`: what is named, in a file that was tried,
 * and is no mutant that survived.
 *
 * @param {object} report as the tool writes it
 * @param {Equivalent[]} named
 */
export function scoreOf(report, named) {
  const all = mutantsOf(report);
  const isNamed = (mutant) => named.some((it) => isSame(mutant, it));
  const survivors = all.filter((it) => missed.has(it.status) && !isNamed(it));
  const count = (its, fits) => its.filter(fits).length;
  const folders = [...new Set(all.map(folderOf))].toSorted().map((folder) => {
    const here = all.filter((it) => folderOf(it) === folder);
    return {
      folder,
      noticed: count(here, (it) => noticed.has(it.status)),
      survived: count(here, (it) => it.status === 'Survived' && !isNamed(it)),
      uncovered: count(here, (it) => it.status === 'NoCoverage' && !isNamed(it)),
      equivalent: count(here, (it) => missed.has(it.status) && isNamed(it)),
    };
  });
  const unfit = named.filter(
    (it) => it.file in report.files && !all.some((mutant) => missed.has(mutant.status) && isSame(mutant, it)),
  );
  return { folders, survivors, unfit };
}

/** Of all that is not equivalent, rounded down: a score is never better than it is. */
export const toPercent = ({ noticed: seen, survived, uncovered }) => {
  const all = seen + survived + uncovered;
  return all === 0 ? '–' : `${Math.floor((100 * seen) / all)} %`;
};
