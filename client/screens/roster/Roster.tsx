import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Age } from '../../parts/people/Age.tsx';
import { centrePath, coarseNow, slotsHere } from '../../parts/centres/here.ts';
import { partnerName, type Partners, usePartners } from '../../parts/partners/partners.ts';
import { StaffGaps } from '../../parts/rosters/StaffGaps.tsx';
import { desk, useMedia } from '../../ui/useMedia.ts';
import { Waiting } from '../../parts/centres/Waiting.tsx';
import { can } from '../../session/session.ts';
import { online } from '../../data/connection.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { Held } from '../../ui/held.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { PageHead, Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { AddSlot } from './AddSlot.tsx';
import { type RosterBoard, rosterBoard, slotName, tallyOf } from './board.ts';
import { CellFoot, CellPanel } from './CellPanel.tsx';
import { type Chosen, Grid } from './Grid.tsx';
import { MarkKey } from './marks.tsx';
import './roster.scss';

function Tags() {
  const { onSite, late, gaps } = tallyOf(slotsHere.value, coarseNow.value);
  return (
    <>
      <Tag tone="ok" icon="pin">
        {onSite} on site
      </Tag>
      {late > 0 && (
        <Tag tone="warn" icon="clock">
          {late} late
        </Tag>
      )}
      {gaps > 0 && (
        <Tag tone="alert" icon="alert">
          {gaps} {gaps === 1 ? 'slot with a gap' : 'slots with gaps'}
        </Tag>
      )}
      <Age />
    </>
  );
}

const Beside = ({ children }: { children: ComponentChildren }) => <div class="column">{children}</div>;

interface SideProps {
  board: RosterBoard;
  chosen: Chosen | null;
  partners: Partners;
  wide: boolean;
  onClose: () => void;
}

/** Beside the board on a desk, over it on a tablet. Esc closes it. */
function Side({ board, chosen, partners, wide, onClose }: SideProps) {
  const cell = board.rows.find((it) => it.partner === chosen?.partner)?.cells.get(chosen?.shift ?? '');
  const shift = board.shifts.find((it) => it.key === chosen?.shift);
  if (!chosen || !cell || !shift)
    return wide ? (
      <Beside>
        <StaffGaps onRoster />
      </Beside>
    ) : null;
  const role = cell.slots.length === 1 && cell.slots[0] ? ` ${slotName(cell.slots[0]).toLowerCase()}` : '';
  const title = `${partnerName(partners, chosen.partner)}${role}, ${shift.name.toLowerCase()}`;
  const inside = (
    <Held>
      <CellPanel key={`${chosen.partner} ${chosen.shift}`} cell={cell} partner={partners.get(chosen.partner)} />
    </Held>
  );
  const foot = <CellFoot partner={partners.get(chosen.partner)} />;
  if (wide) {
    return (
      <Beside>
        <Panel title={title} fill foot={foot}>
          {inside}
        </Panel>
      </Beside>
    );
  }
  return (
    <Drawer about={null} open title={title} onClose={onClose} foot={foot}>
      {inside}
    </Drawer>
  );
}

const NoRoster = () => (
  <EmptyState title="No roster yet">It is made from the role plan when the centre is activated.</EmptyState>
);

function Page() {
  const [chosen, choose] = useState<Chosen | null>(null);
  const [adding, add] = useState(false);
  const wide = useMedia(desk);
  const opener = useRef<Element | null>(null);
  const partners = usePartners();
  const board = rosterBoard(slotsHere.value, coarseNow.value);
  const nameOf = (code: string): string => partnerName(partners, code);
  const close = () => {
    choose(null);
    if (opener.current instanceof HTMLElement) opener.current.focus();
    opener.current = null;
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) =>
      event.key === 'Escape' && !document.querySelector('dialog[open]') && close();
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <PageHead
        title="Roster"
        tags={<Tags />}
        actions={
          <>
            {can('roster.answerAll') && board.shifts.length > 0 && (
              <ButtonLink kind="secondary" icon="phone" href={`${centrePath.value}/call-out`}>
                Whom to phone
              </ButtonLink>
            )}
            {can('roster.add') && online.value && board.shifts.length > 0 && (
              <Button icon="plus" onClick={() => add(true)}>
                Add to the roster
              </Button>
            )}
          </>
        }
      />
      <div class={`roster-columns columns columns--${wide ? 'side' : 'one'}`}>
        <div class="column">
          <section class="panel panel--fill panel--flush" aria-label="Roster">
            <div class="panel__body">
              {board.rows.length === 0 && <NoRoster />}
              {board.rows.length > 0 && (
                <Grid
                  board={board}
                  nameOf={nameOf}
                  chosen={chosen}
                  now={coarseNow.value}
                  onChoose={(next) => {
                    opener.current = document.activeElement;
                    choose(next);
                  }}
                />
              )}
              <MarkKey />
            </div>
          </section>
        </div>
        <Side board={board} chosen={chosen} partners={partners} wide={wide} onClose={close} />
      </div>
      {adding && <AddSlot shifts={board.shifts} partners={partners} onClose={() => add(false)} />}
    </>
  );
}

/** Who was asked, who said yes, who is here: partner by shift. */
export function Roster() {
  return <Waiting>{() => <Page />}</Waiting>;
}
