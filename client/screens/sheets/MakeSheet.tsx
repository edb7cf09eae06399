import { useState } from 'preact/hooks';
import { makeSheet, type SheetKind } from '../../../shared/sheets.ts';
import { centreHere } from '../../parts/centres/here.ts';
import { Form } from '../../forms/Form.tsx';
import { NumberField } from '../../forms/NumberField.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { centreId, operationId } from '../../session/session.ts';
import { newId } from '../../data/ids.ts';
import { online } from '../../data/connection.ts';
import { Button } from '../../ui/button.tsx';
import { type Option, Radios } from '../../ui/choices.tsx';
import { Panel } from '../../ui/panel.tsx';
import { sheetWords } from './words.ts';

const PER_PAGE = 24;
const FORMS = 20;

const kinds = (letter: string): Option<SheetKind>[] => [
  { value: 'wristbands', label: 'Wristbands', hint: `Letter ${letter}, ${PER_PAGE} labels to a page` },
  { value: 'forms', label: 'Paper forms', hint: 'For when no tablet works. One to a page' },
];

/** Asks the server for numbers that nobody else has. */
export function MakeSheet() {
  const [made, tell] = useState('');
  const letter = centreHere.value?.sheetLetter ?? '';
  const form = useForm({
    needsSignal: true,
    draft: () => ({ kind: 'wristbands' as SheetKind, count: PER_PAGE as number | null }),
    sends: ({ kind, count }) => {
      const where = { operationId: operationId.value ?? '', centreId: centreId.value ?? '' };
      return toSend(makeSheet, { ...where, sheetId: newId(), kind, count: count ?? 0 });
    },
    onDone: (got, { kind }) => {
      if (got === null || got === 'saved') return;
      const { first, last } = got;
      tell(`Made: ${sheetWords({ kind, letter: kind === 'forms' ? null : letter, first, last })}`);
    },
  });
  const { kind } = form.draft;
  return (
    <Panel title="Make a sheet">
      <Form of={form} class="pile row--top gap-14">
        <Radios
          {...form.choice('kind', 'sheet-kind')}
          legend="What for?"
          options={kinds(letter)}
          onChange={(it) => form.set({ kind: it, count: it === 'forms' ? FORMS : PER_PAGE })}
        />
        <NumberField
          {...form.field('count', 'sheet-count')}
          label={kind === 'forms' ? 'How many forms?' : 'How many wristbands?'}
          width={5}
        />
        <Button type="submit" icon="plus" busy={form.busy}>
          Make the sheet
        </Button>
        <output class="make-sheet__made semi">
          {online.value ? !form.busy && made : 'Numbers are handed out by the server: wait for signal.'}
        </output>
      </Form>
    </Panel>
  );
}
