import type { ComponentChildren } from 'preact';
import type { Slot } from '../../../shared/rosters/contract.ts';
import { finds } from '../../../shared/fold.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icons.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { allHere, here, takeBack, undoable } from './actions.ts';
import {
  byShift,
  byZone,
  countHere,
  found,
  type HeadHere,
  inOrder,
  isMine,
  nameOf,
  seenHere,
  shiftTitle,
  titleOf,
} from './count.ts';
import { outWords, placeOf, rosterWords } from './words.ts';
import { whenWords } from '../../session/now.ts';

interface RowProps {
  head: HeadHere;
  look: 'due' | 'out' | 'seen';
  sub: string;
  children: ComponentChildren;
}

function Row({ head, look, sub, children }: RowProps) {
  return (
    <li class={classes('line-card head-row', `head-row--${look}`)}>
      <div class="grow">
        <p class="size-19">
          <strong class="size-22">{titleOf(head)}</strong> {nameOf(head)}
        </p>
        <p class="size-17 quiet">{sub}</p>
      </div>
      {children}
    </li>
  );
}

/** The next one to tick takes the focus that a ticked one leaves behind. */
const focusNext = (): void => {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('.head-row--due .btn, .roll-call .btn')?.focus({ preventScroll: true });
  });
};

const tick = (head: HeadHere) => async () => here(head).then(focusNext);

export function HereButton({ head, quiet }: { head: HeadHere; quiet?: boolean }) {
  return (
    <Button
      kind={quiet ? 'secondary' : 'primary'}
      class="head-row__here"
      aria-label={`Here: ${titleOf(head)}`}
      acts={tick(head)}
    >
      Here
    </Button>
  );
}

const dueWords = (head: HeadHere): string =>
  head.guest?.presence === 'missing' ? `Reported missing · ${placeOf(head)}` : placeOf(head);

export function Seen({ head, searching }: { head: HeadHere; searching: boolean }) {
  const mine = head.marks.filter(isMine);
  const fresh = mine.some((it) => undoable.value.has(it.id));
  const first = head.marks.at(-1);
  const by = mine.length > 0 ? '' : ` · seen by ${first?.markedBy ?? 'someone'}`;
  return (
    <Row
      head={head}
      look="seen"
      sub={`${placeOf(head)}${by}${first?.markedAt ? ` · ${whenWords(first.markedAt)}` : ''}`}
    >
      <span class="head-row__done">
        <Icon name="check" size={22} />
        Here
      </span>
      {mine.length > 0 && (fresh || searching) && (
        <Button
          kind="secondary"
          icon="undo"
          aria-label={`Undo: ${titleOf(head)}`}
          acts={async () => takeBack(mine, titleOf(head))}
        >
          Undo
        </Button>
      )}
    </Row>
  );
}

function Group({ title, children }: { title: string; children: ComponentChildren[] }) {
  if (children.length === 0) return null;
  return (
    <section class="head-group">
      <h2 class="below-8 size-19">{title}</h2>
      <ul class="head-list">{children}</ul>
    </section>
  );
}

function Unlisted({ text }: { text: string }) {
  const shown = countHere.value.unlisted.filter((it) => finds(text, [it.reference]));
  return (
    <Group title="Seen, but on no list here">
      {shown.map(({ reference, mark }) => (
        <li key={reference} class="line-card head-row head-row--seen">
          <div class="grow">
            <p class="size-19">
              <strong class="size-22">{reference}</strong>
            </p>
            <p class="size-17 quiet">Not counted above. Another tablet may have checked them in.</p>
          </div>
          <span class="head-row__done">
            <Icon name="check" size={22} />
            Here
          </span>
          {isMine(mark) && (
            <Button
              kind="secondary"
              icon="undo"
              aria-label={`Undo: ${reference}`}
              acts={async () => takeBack([mark], reference)}
            >
              Undo
            </Button>
          )}
        </li>
      ))}
    </Group>
  );
}

export type Order = 'number' | 'zone';

const Due = (it: HeadHere) => (
  <Row key={it.id} head={it} look="due" sub={dueWords(it)}>
    <HereButton head={it} />
  </Row>
);

/** Those of a shift who are in no book: nobody here has their names, but whoever leads them has. */
function ShiftRow({ shift, heads }: { shift: Slot; heads: readonly HeadHere[] }) {
  const all = countHere.value.differs.unsigned.filter((it) => it.shift.id === shift.id).length;
  const [first] = heads;
  const title = shiftTitle(shift);
  return (
    <li class="line-card head-row head-row--due head-row--shift">
      <div class="grow">
        <p class="size-19">
          <strong class="size-19">{title}</strong>
        </p>
        <p class="size-17 quiet">
          {heads.length} of {all} not seen · {rosterWords(shift)}
        </p>
      </div>
      {first && <MarkButton words={heads.length > 1 ? 'One here' : 'Here'} shift={shift} marks={[first]} />}
      {heads.length > 1 && <MarkButton words={`All ${heads.length} here`} shift={shift} marks={heads} />}
    </li>
  );
}

function MarkButton({ words, shift, marks }: { words: string; shift: Slot; marks: readonly HeadHere[] }) {
  return (
    <Button
      kind="secondary"
      class="head-row__here"
      aria-label={`${words}: ${shiftTitle(shift)}, to ${whenWords(shift.shiftEnd)}`}
      acts={async () => allHere(marks).then(focusNext)}
    >
      {words}
    </Button>
  );
}

function Shifts({ due }: { due: readonly HeadHere[] }) {
  return (
    <Group title="Not seen yet: on the roster, in no book">
      {byShift(due).map((it) => (
        <ShiftRow key={it.shift.id} {...it} />
      ))}
    </Group>
  );
}

/** As they are called out, or place by place. */
function NotSeen({ due, order }: { due: readonly HeadHere[]; order: Order }) {
  if (order === 'number') return <Group title="Not seen yet">{inOrder(due).map(Due)}</Group>;
  return (
    <>
      {byZone(due).map(({ zone, heads }) => (
        <Group key={zone ?? ''} title={`Not seen yet: ${zone ?? 'place not said'}`}>
          {inOrder(heads).map(Due)}
        </Group>
      ))}
    </>
  );
}

/** Who is not seen, who was out, who has been seen. */
export function Lists({ text, zone, order }: { text: string; zone: string | null; order: Order }) {
  const count = countHere.value;
  const due = found(count.notSeen, text, zone);
  const named = due.filter((it) => it.shift === null);
  const out = found(count.out, text, zone);
  const seen = found(count.seen, text, zone);
  const searching = text.trim() !== '' || zone !== null;
  const nothing = due.length + out.length + seen.length === 0;
  return (
    <>
      <NotSeen due={named} order={order} />
      <Shifts due={due} />
      <Group title="Marked as out. Are they here?">
        {out.map((it) => (
          <Row key={it.id} head={it} look="out" sub={outWords(it)}>
            <HereButton head={it} quiet />
          </Row>
        ))}
      </Group>
      <Group title="Seen by you, latest first">
        {seen.filter(seenHere).map((it) => (
          <Seen key={it.id} head={it} searching={searching} />
        ))}
      </Group>
      <Group title="Seen by others">
        {seen
          .filter((it) => !seenHere(it))
          .map((it) => (
            <Seen key={it.id} head={it} searching={searching} />
          ))}
      </Group>
      {zone === null && <Unlisted text={text} />}
      {nothing && searching && (
        <EmptyState title="Nobody on the list is like that">Look at the number again, or use Number below.</EmptyState>
      )}
    </>
  );
}
