import { useState } from 'preact/hooks';
import { makeSheet, type SheetKind } from '../../../shared/sheets.ts';
import { centreHere } from '../../parts/centres/here.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { errorAt, useSend } from '../../forms/useSend.ts';
import { centreId, operationId } from '../../session/session.ts';
import { newId } from '../../data/ids.ts';
import { online } from '../../data/truths.ts';
import { Button } from '../../ui/button.tsx';
import { Radios } from '../../ui/choices.tsx';
import { NumberField } from '../../ui/fields.tsx';
import { Panel } from '../../ui/panel.tsx';
import { sheetWords } from './words.ts';

const PER_PAGE = 24;
const FORMS = 20;

const kinds = (letter: string) => [
  { value: 'wristbands', label: 'Wristbands', hint: `Letter ${letter}, ${PER_PAGE} labels to a page` },
  { value: 'forms', label: 'Paper forms', hint: 'For when no tablet works. One to a page' },
];

/** Asks the server for numbers that nobody else has. */
export function MakeSheet() {
  const { send, busy, refused } = useSend();
  const [kind, setKind] = useState<SheetKind>('wristbands');
  const [count, setCount] = useState<number | null>(PER_PAGE);
  const [made, setMade] = useState('');
  const letter = centreHere.value?.sheetLetter ?? '';
  const choose = (it: string) => {
    setKind(it as SheetKind);
    setCount(it === 'forms' ? FORMS : PER_PAGE);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    setMade('');
    const where = { operationId: operationId.value ?? '', centreId: centreId.value ?? '' };
    const got = await send(makeSheet, { ...where, sheetId: newId(), kind, count: count ?? 0 });
    if (got === null || got === 'saved') return;
    const { first, last } = got;
    setMade(`Made: ${sheetWords({ kind, letter: kind === 'forms' ? null : letter, first, last })}`);
  };
  const error = errorAt(refused, 'count');
  return (
    <Panel title="Make a sheet">
      <form class="make-sheet" onSubmit={(event) => void submit(event)} noValidate>
        <Radios id="sheet-kind" legend="What for?" options={kinds(letter)} value={kind} onChange={choose} />
        <NumberField
          id="sheet-count"
          label={kind === 'forms' ? 'How many forms?' : 'How many wristbands?'}
          width={5}
          value={count}
          onInput={setCount}
          {...(error ? { error } : {})}
        />
        {!error && <Refusal refused={refused} />}
        <Button type="submit" icon="plus" busy={busy || !online.value}>
          Make the sheet
        </Button>
        <output class="make-sheet__made">
          {online.value ? made : 'Numbers are handed out by the server: wait for signal.'}
        </output>
      </form>
    </Panel>
  );
}
