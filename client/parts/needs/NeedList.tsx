import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Priority as Level } from '../../../shared/needs.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Heading } from '../../ui/panel.tsx';
import { Priority } from '../../ui/tag.tsx';
import { can } from '../../session/session.ts';
import { moveWithArrows } from '../../ui/arrows.ts';
import { NeedActions, useProgress } from './NeedActions.tsx';
import { groupWords, type NeedLine } from './needBoard.ts';
import { NeedRow } from './NeedRow.tsx';
import { Refusal } from '../../forms/Refusal.tsx';
import { whenWords } from '../../session/now.ts';
import './needs.scss';

interface ItemProps {
  line: NeedLine;
  /** Puts a big Accept beside a P1 nobody has. */
  bigAccept?: boolean;
}

function AcceptNow({ line: { need, title, reference } }: ItemProps) {
  const { step, busy, refused } = useProgress(need);
  if (!can('needs.progress', { centreId: need.centreId })) return null;
  const accept = async (pressed: HTMLElement) => {
    const line = pressed.closest('.need-item')?.querySelector<HTMLElement>('.need-item__open');
    // The button goes once it has done its work: focus stays with the need.
    if ((await step('accepted')) !== null) line?.focus();
  };
  return (
    <div class="need-item__accept">
      <Refusal refused={refused} />
      <Button icon="check" busy={busy} onClick={(event) => void accept(event.currentTarget)}>
        Accept
        <span class="visually-hidden">
          {' '}
          {title}, {reference ?? whenWords(need.raisedAt)}
        </span>
      </Button>
    </div>
  );
}

function Item({ line, bigAccept }: ItemProps) {
  const [open, setOpen] = useState(false);
  const { need, others } = line;
  const urgent = bigAccept && need.priority === 'P1' && need.state === 'open';
  return (
    <li class={classes('need-item', open && 'need-item--open', urgent && 'need-item--urgent')}>
      <button type="button" class="need-item__open" data-arrows aria-expanded={open} onClick={() => setOpen(!open)}>
        <NeedRow line={line} />
      </button>
      {urgent && !open && <AcceptNow line={line} />}
      {open && others.length === 0 && <NeedActions need={need} onDone={() => setOpen(false)} />}
      {open && others.length > 0 && (
        <ul class="need-list need-list--inner">
          {[{ ...line, others: [], sub: line.reference ?? line.sub }, ...others].map((it) => (
            <Item key={it.need.id} line={it} />
          ))}
        </ul>
      )}
    </li>
  );
}

export interface NeedGroupProps {
  level: Level;
  lines: readonly NeedLine[];
  note?: ComponentChildren;
  bigAccept?: boolean;
  /** Its heading's place in the page's outline. */
  heading?: 2 | 3;
}

/** One priority of a board: its heading and its lines. Up and down arrows move between them. */
export function NeedGroup({ level, lines, note, bigAccept, heading = 3 }: NeedGroupProps) {
  if (lines.length === 0) return null;
  return (
    <section aria-label={`${level}, ${groupWords[level]}`}>
      <Heading level={heading} class="section-row">
        <Priority level={level} small />
        {groupWords[level]}
        {note && <span class="quiet plain">{note}</span>}
      </Heading>
      <ul class="need-list">
        {lines.map((line) => (
          <Item key={line.need.id} line={line} bigAccept={bigAccept} />
        ))}
      </ul>
    </section>
  );
}

/** Gathers groups into one board that arrows move through. */
export function NeedBoard({ children }: { children: ComponentChildren }) {
  return (
    // The arrows are an addition: every line can also be reached with Tab.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div class="need-board" onKeyDown={moveWithArrows}>
      {children}
    </div>
  );
}
