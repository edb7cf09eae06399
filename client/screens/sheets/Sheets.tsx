import { Fragment } from 'preact';
import type { SheetList } from '../../../shared/sheets.ts';
import { centrePath } from '../../parts/centres/here.ts';
import { Waiting } from '../../parts/centres/Waiting.tsx';
import { can } from '../../session/session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState, FailedPanel, LoadingBars } from '../../ui/notice.tsx';
import { PageHead, Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { MakeSheet } from './MakeSheet.tsx';
import { SheetPanel } from './SheetPanel.tsx';
import './sheets.scss';
import { useSheets } from './useSheets.ts';

function OffSheet({ offSheet: { references, forms } }: Pick<SheetList, 'offSheet'>) {
  if (references.length + forms.length === 0) return null;
  return (
    <Panel title="On no sheet">
      <p>Guests have these numbers, and no sheet does. That is fine for bands written by hand.</p>
      {references.length > 0 && (
        <p class="above-8 semi">
          {references.map((it, index) => (
            <Fragment key={it}>
              {index > 0 && ', '}
              <span class="nowrap">{it}</span>
            </Fragment>
          ))}
        </p>
      )}
      {forms.length > 0 && <p class="above-8 semi">Paper forms {forms.join(', ')}</p>}
    </Panel>
  );
}

function List({ list, onChanged }: { list: SheetList; onChanged: () => void }) {
  if (list.items.length === 0) {
    return (
      <Panel title="Sheets">
        <EmptyState title="No sheets yet">
          Make one, print it, and put it by the door. Until then each tablet counts by itself.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <>
      {list.items.toReversed().map((it) => (
        <SheetPanel key={it.id} sheet={it} onChanged={onChanged} />
      ))}
    </>
  );
}

function Page() {
  const { data, failed, reload } = useSheets();
  const missing = data?.items.reduce((sum, it) => sum + it.missing.length, 0) ?? 0;
  return (
    <>
      <PageHead
        title="Wristbands and paper forms"
        tags={missing > 0 && <Tag tone="warn">{missing} missing</Tag>}
        actions={
          <ButtonLink kind="secondary" icon="chevron-left" href={`${centrePath.value}/arrivals`}>
            Arrivals
          </ButtonLink>
        }
      />
      <div class="columns columns--side sheets">
        <div class="column">
          {data && <List list={data} onChanged={reload} />}
          {!data && (failed ? <FailedPanel title="The sheets did not load" onRetry={reload} /> : <LoadingBars />)}
        </div>
        <div class="column">
          {can('sheets.make') && <MakeSheet />}
          {data && <OffSheet offSheet={data.offSheet} />}
        </div>
      </div>
    </>
  );
}

/** Printed wristbands and paper forms, and what became of each number. */
export function Sheets() {
  return <Waiting>{() => <Page />}</Waiting>;
}
