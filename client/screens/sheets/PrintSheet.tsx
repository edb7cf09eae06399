import { useRoute } from 'preact-iso';
import type { SheetReport } from '../../../shared/sheets.ts';
import { centrePath } from '../../parts/centres/here.ts';
import { Waiting } from '../../parts/centres/Waiting.tsx';
import { plural } from '../../../shared/words.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState, FailedPanel, LoadingBars } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/panel.tsx';
import { PrintBands } from './PrintBands.tsx';
import { PrintForms } from './PrintForms.tsx';
import './sheets.scss';
import './print.scss';
import { useSheets } from './useSheets.ts';
import { sheetWords } from './words.ts';

const leftOut = ({ used, spoilt, missing }: SheetReport): string => {
  const out = used.length + spoilt.length + missing.length;
  return out === 0 ? '' : `${plural(out, 'number')} used, spoilt or missing left out.`;
};

function Preview({ sheet }: { sheet: SheetReport }) {
  if (sheet.free.length === 0) {
    return (
      <EmptyState title="Nothing left to print">Every number of this sheet is used, spoilt or missing.</EmptyState>
    );
  }
  return (
    // It scrolls and holds nothing that takes focus itself.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section class="print-preview" aria-label="As it will be printed" tabIndex={0}>
      {sheet.kind === 'wristbands' ? <PrintBands sheet={sheet} /> : <PrintForms sheet={sheet} />}
    </section>
  );
}

function Page() {
  const { params } = useRoute();
  const { data, failed, reload } = useSheets();
  const sheet = data?.items.find((it) => it.id === params['sheetId']);
  return (
    <>
      <PageHead
        title={sheet ? sheetWords(sheet) : 'Print a sheet'}
        note={sheet && leftOut(sheet)}
        actions={
          <>
            <ButtonLink kind="secondary" icon="chevron-left" href={`${centrePath.value}/sheets`}>
              All sheets
            </ButtonLink>
            <Button icon="printer" busy={!sheet || sheet.free.length === 0} onClick={() => print()}>
              Print
            </Button>
          </>
        }
      />
      {sheet && <Preview sheet={sheet} />}
      {data && !sheet && <EmptyState title="There is no such sheet">It may be another centre’s.</EmptyState>}
      {!data && (failed ? <FailedPanel title="The sheet did not load" onRetry={reload} /> : <LoadingBars />)}
    </>
  );
}

/** A sheet as it will be on paper. */
export function PrintSheet() {
  return <Waiting>{() => <Page />}</Waiting>;
}
