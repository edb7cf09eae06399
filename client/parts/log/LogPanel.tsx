import { useState } from 'preact/hooks';
import { type LogRow, logDecision, writeLog } from '../../../shared/operations.ts';
import { newId } from '../../data/ids.ts';
import { pending } from '../../data/pending.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choices.tsx';
import { TextArea, TextField } from '../../ui/fields.tsx';
import { Tag } from '../../ui/tag.tsx';
import { clockTime, dayAndTime, dayWords } from '../../ui/time.ts';
import { byId } from '../../data/store.ts';
import { now } from '../../session/now.ts';
import { can, centreId, operationId } from '../../session/session.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { useFirstError } from '../../forms/useFirstError.ts';
import { errorAt, useSend } from '../../forms/useSend.ts';
import './log.scss';

const leadOf = (entry: LogRow): string | null => {
  if (entry.corrects) return `Correction to ${byId.logEntry.value.get(entry.corrects)?.number ?? 'an entry'}.`;
  return entry.decision === null ? null : `Decision ${entry.decision}.`;
};

const timeOf = (at: string): string => (dayWords(at) === dayWords(now.value) ? clockTime(at) : dayAndTime(at));

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
          <time dateTime={it.occurredAt}>{timeOf(it.occurredAt)}</time>
          <span>
            <LogText entry={it} />
          </span>
        </li>
      ))}
    </ol>
  );
}

const written = new Set<string>([writeLog, logDecision].map((it) => it.name));

/** Written here: not sent yet, or sent and not yet back with its number. */
export function Unsent() {
  const own = pending.value.filter((it) => written.has(it.name) && it.operationId === operationId.value);
  return (
    <>
      {own.toReversed().map((it) => (
        <li key={it.id}>
          <time dateTime={it.occurredAt}>{timeOf(it.occurredAt)}</time>
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

/** The box that is always open: what happened, or a decision with its reason. */
export function LogBox({ corrects = null, onDone, tall }: LogBoxProps) {
  const { send, busy, refused } = useSend();
  const form = useFirstError<HTMLFormElement>(refused);
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [decides, setDecides] = useState(false);
  const decision = decides && corrects === null;
  const add = async (event: Event) => {
    event.preventDefault();
    const entry = { operationId: operationId.value ?? '', entryId: newId(), text };
    const place = { centreId: centreId.value ?? undefined };
    const done = decision
      ? await send(logDecision, { ...entry, ...place, reason })
      : await send(writeLog, { ...entry, ...place, ...(corrects ? { corrects: corrects.id } : {}) });
    if (done === null) return;
    document.getElementById('log-text')?.focus();
    setText('');
    setReason('');
    setDecides(false);
    onDone?.();
  };
  const Box = fieldOf(tall);
  const label = corrects ? `Correct entry ${corrects.number}` : decision ? 'What was decided' : 'Write what happened';
  if (!can('log.write')) return <p class="quiet">You can read this log.</p>;
  return (
    <form ref={form} class="log-box" onSubmit={(event) => void add(event)} noValidate>
      <Refusal refused={refused?.problem ? refused : null} />
      <div class="log-box__row">
        <Box
          class="grow"
          id={corrects ? 'log-correction' : 'log-text'}
          label={label}
          hideLabel={!tall}
          placeholder={label}
          value={text}
          onInput={setText}
          maxLength={decision ? 500 : 2000}
          {...(errorAt(refused, 'text') ? { error: 'Write something first' } : {})}
        />
        <Button type="submit" busy={busy}>
          Add
        </Button>
      </div>
      {decision && (
        <TextArea
          id="log-reason"
          label="Reason, and what was known"
          rows={2}
          value={reason}
          onInput={setReason}
          hint="Silver command reads decisions. No names."
          {...(errorAt(refused, 'reason') ? { error: 'Give the reason' } : {})}
        />
      )}
      {corrects === null && can('log.decide') && (
        <Checkbox
          id="log-decides"
          class="log-box__switch"
          label="This is a decision"
          checked={decides}
          onChange={setDecides}
        />
      )}
    </form>
  );
}
