import { type LogRow, logDecision, writeLog } from '../../../shared/log.ts';
import { newId } from '../../data/ids.ts';
import { pending } from '../../data/pending.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choices.tsx';
import { TextArea, TextField } from '../../ui/fields.tsx';
import { Tag } from '../../ui/tag.tsx';
import { byId } from '../../data/store.ts';
import { can, centreId, operationId } from '../../session/session.ts';
import { whenWords } from '../../session/now.ts';
import { Form } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import './log.scss';

const leadOf = (entry: LogRow): string | null => {
  if (entry.corrects) return `Correction to ${byId.logEntry.value.get(entry.corrects)?.number ?? 'an entry'}.`;
  return entry.decision === null ? null : `Decision ${entry.decision}.`;
};

/** What an entry says, its kind first. */
export function LogText({ entry }: { entry: LogRow }) {
  const lead = leadOf(entry);
  return (
    <>
      {lead && <strong>{lead} </strong>}
      <span class={entry.kind === 'system' ? 'quiet' : undefined}>{entry.text}</span>
    </>
  );
}

/** Entries one under the other, latest first. */
export function LogLines({ entries }: { entries: readonly LogRow[] }) {
  return (
    <ol class="log-lines" reversed>
      <Unsent />
      {entries.map((it) => (
        <li key={it.id}>
          <time dateTime={it.occurredAt}>{whenWords(it.occurredAt)}</time>
          <span>
            <LogText entry={it} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Written here: not sent yet, or sent and not yet back with its number. */
export function Unsent() {
  const own = pending.value.filter((it) => it.entersLog && it.operationId === operationId.value);
  return (
    <>
      {own.toReversed().map((it) => (
        <li key={it.id}>
          <time dateTime={it.occurredAt}>{whenWords(it.occurredAt)}</time>
          <span>
            {String(it.args['text'])} {it.state === 'waiting' && <Tag tone="dashed">Waiting to send</Tag>}
          </span>
        </li>
      ))}
    </>
  );
}

export interface LogBoxProps {
  /** The entry a correction is to. */
  corrects?: LogRow | null;
  onDone?: () => void;
  /** Several lines to write in. */
  tall?: boolean;
}

const fieldOf = (tall: boolean | undefined) => (tall ? TextArea : TextField);

const wordsFor = (corrects: LogRow | null, decision: boolean): string =>
  corrects ? `Correct entry ${corrects.number}` : decision ? 'What was decided' : 'Write what happened';

const useEntry = (corrects: LogRow | null, onDone?: () => void) =>
  useForm({
    draft: () => ({ text: '', reason: '', decides: false }),
    faults: ({ text, reason, decides }) => ({
      text: text.trim() === '' && 'Write something first',
      reason: decides && corrects === null && reason.trim() === '' && 'Give the reason',
    }),
    sends: ({ text, reason, decides }) => {
      const place = { operationId: operationId.value ?? '', centreId: centreId.value ?? undefined };
      const entry = { ...place, entryId: newId(), text };
      if (decides && corrects === null) return toSend(logDecision, { ...entry, reason });
      return toSend(writeLog, { ...entry, ...(corrects ? { corrects: corrects.id } : {}) });
    },
    onDone: () => {
      document.getElementById('log-text')?.focus();
      onDone?.();
    },
  });

/** The box that is always open: what happened, or a decision with its reason. */
export function LogBox({ corrects = null, onDone, tall }: LogBoxProps) {
  const form = useEntry(corrects, onDone);
  const decision = form.draft.decides && corrects === null;
  const Box = fieldOf(tall);
  const label = wordsFor(corrects, decision);
  if (!can('log.write')) return <p class="quiet">You can read this log.</p>;
  const add = (
    <Button type="submit" class={tall ? 'above-10' : undefined} full={tall} busy={form.busy}>
      Add
    </Button>
  );
  return (
    <Form of={form} class="log-box">
      <div class="log-box__row">
        <Box
          {...form.field('text', corrects ? 'log-correction' : 'log-text')}
          class="grow"
          label={label}
          hideLabel={!tall}
          placeholder={label}
          maxLength={decision ? 500 : 2000}
        />
        {!tall && add}
      </div>
      {decision && (
        <TextArea
          {...form.field('reason', 'log-reason')}
          label="Reason, and what was known"
          rows={2}
          hint="Silver command reads decisions. No names."
        />
      )}
      {corrects === null && can('log.decide') && (
        <Checkbox {...form.tick('decides', 'log-decides')} class="log-box__switch" label="This is a decision" />
      )}
      {tall && add}
    </Form>
  );
}
