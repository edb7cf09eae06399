import { useState } from 'preact/hooks';
import type { LogRow } from '../../../shared/log.ts';
import { Age } from '../../parts/people/Age.tsx';
import { logHere } from '../../parts/centres/here.ts';
import { LogBox, LogText, Unsent } from '../../parts/log/LogPanel.tsx';
import { Waiting } from '../../parts/centres/Waiting.tsx';
import { plural } from '../../../shared/words.ts';
import { can } from '../../session/session.ts';
import { rows } from '../../data/store.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/select.tsx';
import { About } from '../../ui/kept.ts';
import { EmptyState } from '../../ui/notice.tsx';
import { PageHead, Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { dayAndTime } from '../../ui/time.ts';
import { whenWords } from '../../session/now.ts';
import { Basis } from './Basis.tsx';
import './log.scss';

type Kind = 'all' | 'written' | 'decisions';
const kinds: { value: Kind; label: string }[] = [
  { value: 'all', label: 'Everything' },
  { value: 'written', label: 'Written by people' },
  { value: 'decisions', label: 'Decisions' },
];
const shows = ({ kind }: LogRow, wanted: Kind): boolean =>
  wanted === 'all' || (wanted === 'written' ? kind !== 'system' : kind === 'decision');

const LATE_MINUTES = 2;

/** An entry written down well after what it tells of says so. */
function WrittenAfterwards({ entry }: { entry: LogRow }) {
  if (entry.toldAt)
    return <span class="quiet">, time not known: heard then, the tablet said {whenWords(entry.toldAt)}</span>;
  const minutes = (Date.parse(entry.recordedAt) - Date.parse(entry.occurredAt)) / 60_000;
  return minutes < LATE_MINUTES ? null : <span class="quiet">, received {whenWords(entry.recordedAt)}</span>;
}

function CorrectedBy({ entry }: { entry: LogRow }) {
  const [by] = rows.logEntry.value.filter((it) => it.corrects === entry.id);
  if (!by) return null;
  return (
    <p>
      <a href={`#entry-${by.number}`}>Corrected in {by.number}</a>
    </p>
  );
}

function Entry({ entry, onCorrect }: { entry: LogRow; onCorrect: (entry: LogRow) => void }) {
  const { number, kind, reason, author, occurredAt, centreId } = entry;
  return (
    <li id={`entry-${number}`} class="log-entry">
      <span class="quiet semi num">{number}</span>
      <div>
        <p class="log-entry__text size-16 breaks">
          <LogText entry={entry} />
        </p>
        {reason && <p class="log-entry__reason">Why: {reason}</p>}
        <Basis entry={entry} />
        <p class="quiet">
          {dayAndTime(occurredAt)} · {kind === 'system' ? 'Haven' : author}
          {centreId === null && ' · whole operation'}
          <WrittenAfterwards entry={entry} />
        </p>
        <CorrectedBy entry={entry} />
      </div>
      {kind !== 'system' && can('log.write') && (
        <LinkButton onClick={() => onCorrect(entry)}>
          Correct<span class="visually-hidden"> entry {number}</span>
        </LinkButton>
      )}
    </li>
  );
}

function Entries({ kind }: { kind: Kind }) {
  const [correcting, correct] = useState<LogRow | null>(null);
  const entries = logHere.value.filter((it) => shows(it, kind));
  return (
    <>
      {entries.length === 0 && <EmptyState title="Nothing here yet">Write the first line in the box.</EmptyState>}
      <ol class="log-entries" reversed>
        <Unsent />
        {entries.map((it) => (
          <Entry key={it.id} entry={it} onCorrect={correct} />
        ))}
      </ol>
      {correcting && (
        <Dialog about={correcting.id} open title={`Correct entry ${correcting.number}`} onClose={() => correct(null)}>
          <p>It says: {correcting.text}</p>
          <p class="quiet">It stays as it is. The correction is a new entry that points to it.</p>
          <LogBox key={correcting.id} corrects={correcting} tall onDone={() => correct(null)} />
        </Dialog>
      )}
    </>
  );
}

function Page() {
  const [kind, setKind] = useState<Kind>('all');
  const decisions = logHere.value.filter((it) => it.kind === 'decision').length;
  return (
    <>
      <PageHead
        title="Log"
        tags={
          <>
            <Tag>{plural(logHere.value.length, 'entry', 'entries')}</Tag>
            <Tag>{plural(decisions, 'decision')}</Tag>
            <Age />
          </>
        }
      />
      <div class="columns columns--side log-page">
        <div class="column">
          <Panel
            title="Entries"
            hint="latest first"
            fill
            flush
            actions={
              <About.Provider value={null}>
                <SelectField
                  class="flat"
                  id="log-kind"
                  label="Show"
                  hideLabel
                  options={kinds}
                  value={kind}
                  onInput={(chosen) => setKind(chosen as Kind)}
                />
              </About.Provider>
            }
          >
            <Entries kind={kind} />
          </Panel>
        </div>
        <div class="column">
          <Panel title="Write">
            <LogBox tall />
            <p class="quiet">Entries are never changed or taken out. A correction is a new entry.</p>
          </Panel>
        </div>
      </div>
    </>
  );
}

/** What happened and what was decided, numbered, latest first. */
export function Log() {
  return <Waiting>{() => <Page />}</Waiting>;
}
