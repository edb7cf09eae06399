import { useState } from 'preact/hooks';
import { isOpenNeed, priorities } from '../../../shared/needs.ts';
import { Age } from '../../parts/people/Age.tsx';
import { needsHere } from '../../parts/centres/here.ts';
import { boardOf, isLate, openCount } from '../../parts/needs/needBoard.ts';
import { NeedBoard, NeedGroup } from '../../parts/needs/NeedList.tsx';
import { RaiseNeed } from '../../parts/needs/RaiseNeed.tsx';
import { SaidOfNeed } from '../../parts/needs/SaidOfNeed.tsx';
import { Waiting } from '../../parts/centres/Waiting.tsx';
import { now } from '../../session/now.ts';
import { can } from '../../session/session.ts';
import { byId } from '../../data/store.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Segments } from '../../ui/choices.tsx';
import { SelectField } from '../../ui/select.tsx';
import { About } from '../../ui/kept.ts';
import { EmptyState } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { type Filters, filtered, holdersOf, noFilters, stateFilters } from './filters.ts';

function Filter({ filters, onChange }: { filters: Filters; onChange: (next: Filters) => void }) {
  const holders = holdersOf(needsHere.value);
  return (
    <About.Provider value={null}>
      <div class="list-bar">
        <Segments
          legend="Priority"
          options={priorities.map((it) => ({ value: it, label: it }))}
          value={filters.priorities}
          onChange={(chosen) => onChange({ ...filters, priorities: chosen })}
        />
        <SelectField
          id="need-state"
          label="State"
          hideLabel
          options={stateFilters}
          value={filters.state}
          onInput={(state) => onChange({ ...filters, state: state as Filters['state'] })}
        />
        <SelectField
          id="need-holder"
          label="Who has it"
          hideLabel
          placeholder="Whoever has it"
          options={holders.map((it) => ({ value: it, label: it }))}
          value={filters.holder}
          onInput={(holder) => onChange({ ...filters, holder })}
        />
      </div>
    </About.Provider>
  );
}

function Tags() {
  const open = needsHere.value.filter((it) => isOpenNeed(it.state));
  const late = open.filter((it) => isLate(it, now.value)).length;
  const nobody = open.filter((it) => it.state === 'open' && it.holderId === null).length;
  return (
    <>
      <Tag>{open.length} open</Tag>
      {nobody > 0 && (
        <Tag tone="warn" icon="clock">
          {nobody} with nobody yet
        </Tag>
      )}
      {late > 0 && (
        <Tag tone="alert" icon="alert">
          {late} late
        </Tag>
      )}
      <Age />
    </>
  );
}

function Board({ filters, onClear }: { filters: Filters; onClear: () => void }) {
  const board = boardOf(filtered(needsHere.value, filters), byId.needDetail.value, byId.person.value);
  if (openCount(board) === 0) {
    return filters === noFilters ? (
      <EmptyState title="No needs waiting">New ones appear here by themselves.</EmptyState>
    ) : (
      <EmptyState
        title="No need is like that"
        action={<LinkButton onClick={onClear}>Show everything open</LinkButton>}
      />
    );
  }
  return (
    <NeedBoard>
      {priorities.map((level) => (
        <NeedGroup
          key={level}
          level={level}
          lines={board[level]}
          note={String(board[level].length)}
          bigAccept
          heading={2}
        />
      ))}
    </NeedBoard>
  );
}

function Page() {
  const [filters, setFilters] = useState(noFilters);
  const [raising, raise] = useState(false);
  return (
    <>
      <PageHead
        title="Needs"
        tags={<Tags />}
        actions={
          can('needs.raise') && (
            <Button icon="plus" onClick={() => raise(true)}>
              Raise a need
            </Button>
          )
        }
      />
      <div class="columns columns--one">
        <div class="column">
          <section class="panel panel--fill panel--flush" aria-label="Needs, soonest first">
            <Filter filters={filters} onChange={setFilters} />
            <SaidOfNeed />
            <div class="panel__body">
              <Board filters={filters} onClear={() => setFilters(noFilters)} />
            </div>
          </section>
        </div>
      </div>
      <RaiseNeed open={raising} onClose={() => raise(false)} />
    </>
  );
}

/** Every need of the centre, late ones first, as far as each viewer may know it. */
export function Needs() {
  return <Waiting>{() => <Page />}</Waiting>;
}
