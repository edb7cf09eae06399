import { useState } from 'preact/hooks';
import type { SheetReport } from '../../../shared/sheets.ts';
import { centrePath } from '../../parts/centres/here.ts';
import { can } from '../../session/session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Callout } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { dayAndTime } from '../../ui/time.ts';
import { MarkDialog } from './MarkDialog.tsx';
import { type Fate, fates, fatesOf, fateWords, numberWords, sheetWords } from './words.ts';

const icons: Partial<Record<Fate, IconName>> = { used: 'check', spoilt: 'cross', missing: 'question' };

function Mark({ fate, unexpected }: { fate: Fate; unexpected: boolean }) {
  const icon = unexpected ? 'alert' : icons[fate];
  return icon ? <Icon name={icon} size={14} /> : null;
}

function Cell({
  sheet,
  it,
  onMark,
}: {
  sheet: SheetReport;
  it: ReturnType<typeof fatesOf>[number];
  onMark?: () => void;
}) {
  const label = `${numberWords(sheet, it.number)}, ${fateWords[it.fate].toLowerCase()}`;
  const look = classes('sheet-cell', `sheet-cell--${it.fate}`, it.unexpected && 'sheet-cell--unexpected');
  const shown = (
    <>
      {sheet.letter === null ? it.number : numberWords(sheet, it.number).slice(2)}
      <Mark fate={it.fate} unexpected={it.unexpected} />
    </>
  );
  if (!onMark) {
    return (
      <span class={look} role="img" aria-label={label}>
        {shown}
      </span>
    );
  }
  return (
    <button type="button" class={look} aria-label={`${label}. Change`} onClick={onMark}>
      {shown}
    </button>
  );
}

function Tally({ sheet }: { sheet: SheetReport }) {
  return (
    <dl class="sheet-tally row wrap--close gap-28 below-12">
      {fates.map((fate) => (
        <div key={fate} class="row">
          <dt class="row gap-8 quiet">
            <span class={`sheet-cell sheet-cell--${fate}`} aria-hidden="true">
              <Mark fate={fate} unexpected={false} />
            </span>
            {fateWords[fate]}
          </dt>
          <dd class="strong">{sheet[fate].length}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One sheet held against the guests: what became of every number. */
export function SheetPanel({ sheet, onChanged }: { sheet: SheetReport; onChanged: () => void }) {
  const [marking, mark] = useState<number | null>(null);
  const mayMark = can('sheets.spoil');
  const close = () => mark(null);
  return (
    <Panel
      title={sheetWords(sheet)}
      hint={`made ${dayAndTime(sheet.madeAt)} by ${sheet.madeBy}`}
      actions={
        <ButtonLink kind="secondary" size="small" icon="printer" href={`${centrePath.value}/sheets/${sheet.id}`}>
          Print<span class="visually-hidden"> {sheetWords(sheet)}</span>
        </ButtonLink>
      }
    >
      <Tally sheet={sheet} />
      {sheet.unexpected.length > 0 && (
        <Callout tone="warn" icon="alert" title="Marked as spoilt or missing, and in use all the same">
          <p>
            {sheet.unexpected.map((it) => numberWords(sheet, it)).join(', ')}. Check that the guest has the right one.
          </p>
        </Callout>
      )}
      <ul class="sheet-grid" aria-label={`Numbers of ${sheetWords(sheet).toLowerCase()}`}>
        {fatesOf(sheet).map((it) => (
          <li key={it.number}>
            <Cell
              sheet={sheet}
              it={it}
              {...(mayMark && (it.fate !== 'used' || it.unexpected) ? { onMark: () => mark(it.number) } : {})}
            />
          </li>
        ))}
      </ul>
      {marking !== null && (
        <MarkDialog
          sheet={sheet}
          number={marking}
          onClose={close}
          onDone={() => {
            close();
            onChanged();
          }}
        />
      )}
    </Panel>
  );
}
