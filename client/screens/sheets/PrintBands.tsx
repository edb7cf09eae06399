import { checkLetter } from '../../../shared/references.ts';
import type { SheetReport } from '../../../shared/sheets.ts';
import { Code } from './Code.tsx';
import { PrintPage } from './PrintPage.tsx';
import { numberWords, sheetWords } from './words.ts';

const PER_PAGE = 24;

function Label({ reference }: { reference: string }) {
  return (
    <li class="band-label">
      <Code text={reference} label={`Code of ${reference}`} />
      <span class="band-label__ref">{reference}</span>
      <span class="band-label__check">{checkLetter(reference)}</span>
    </li>
  );
}

/** Labels three across and eight down, 63.5 by 33.9 mm, as label paper is sold. */
export function PrintBands({ sheet }: { sheet: SheetReport }) {
  const pages = Array.from({ length: Math.ceil(sheet.free.length / PER_PAGE) }, (_, at) =>
    sheet.free.slice(at * PER_PAGE, (at + 1) * PER_PAGE),
  );
  return (
    <>
      {pages.map((numbers, at) => (
        <PrintPage key={numbers[0]} foot={`${sheetWords(sheet)} · page ${at + 1} of ${pages.length}`}>
          <ol class="band-labels">
            {numbers.map((it) => (
              <Label key={it} reference={numberWords(sheet, it)} />
            ))}
          </ol>
        </PrintPage>
      ))}
    </>
  );
}
