import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { onTablet } from '../../session/home.ts';
import { now } from '../../session/now.ts';
import { centreId } from '../../session/session.ts';
import { TabletNav } from '../../shell/Tablet.tsx';
import { online } from '../../data/connection.ts';
import { classes } from '../../ui/classes.ts';
import { EmptyState, FailedPanel, LoadingBars } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/panel.tsx';
import { ageWords } from '../../ui/duration.ts';
import './attention.scss';
import { Detail } from './Detail.tsx';
import { Item } from './Item.tsx';
import { failed, follow, loadedAt, mayBeLoaded, openItems, reload, settledItems } from './loaded.ts';
import { anyToShow, OnlyHere } from './OnlyHere.tsx';
import { Unsent } from './Unsent.tsx';
import { Untold } from './Untold.tsx';
import { Earlier } from './Earlier.tsx';

const useItems = () => {
  const [, part, id = null] = /^#(earlier)(?:\/(.+))?$/.exec(location.hash) ?? [];
  const [wanted, open] = useState<string | null>(id);
  const [earlier, showEarlier] = useState(part === 'earlier');
  useEffect(follow, []);
  const items = earlier ? settledItems.value : openItems.value;
  // The first to begin with; then only what was chosen, for a second press would answer what comes to stand there.
  const first = useRef<string | null>(null);
  first.current ??= items[0]?.id ?? null;
  const chosen = items.find((it) => it.id === (wanted ?? first.current));
  const show = (which: boolean) => {
    open(null);
    first.current = null;
    showEarlier(which);
  };
  return { items, chosen, opened: chosen !== undefined && chosen.id === wanted, earlier, show, open };
};

function Age() {
  if (online.value || !loadedAt.value) return null;
  return <p class="warn-text">No signal. This is from {ageWords(loadedAt.value, now.value)}.</p>;
}

function Nothing({ earlier }: { earlier: boolean }) {
  if (earlier) return <p class="quiet">Nothing was sorted out yet.</p>;
  if (loadedAt.value || !mayBeLoaded.value) {
    return (
      <EmptyState title="Nothing to sort out.">
        What is not accepted, and what two tablets said differently, waits here with its reason.
      </EmptyState>
    );
  }
  if (failed.value || !online.value) return <FailedPanel title="What needs attention did not load" onRetry={reload} />;
  return <LoadingBars rows={4} />;
}

type Items = ReturnType<typeof useItems>;

function Rows({ items, chosen, open }: Pick<Items, 'items' | 'chosen' | 'open'>) {
  return (
    <ul class="stack-list">
      {items.map((it) => (
        <Item key={it.id} item={it} chosen={it.id === chosen?.id} onOpen={() => open(it.id)} />
      ))}
    </ul>
  );
}

/** These sort themselves out. */
function Held(list: Pick<Items, 'items' | 'chosen' | 'open'>) {
  if (list.items.length === 0) return null;
  const Heading = onTablet.value ? 'h2' : 'h3';
  return (
    <>
      <Heading class="attention__count">{list.items.length} waiting for another tablet</Heading>
      <Rows {...list} />
    </>
  );
}

function List({ items, chosen, earlier, open, show }: Items) {
  const ours = earlier ? items : items.filter((it) => it.kind !== 'held');
  const count = ours.length;
  const Heading = onTablet.value ? 'h1' : 'h2';
  // At a desk the page's own head says what it is.
  const none = onTablet.value ? 'Needs attention' : 'To sort out';
  return (
    <div class="pile gap-10">
      <Heading class="attention__count" id="attention-list" tabIndex={-1}>
        {earlier ? 'Sorted out earlier' : count > 0 ? `${count} to sort out` : none}
      </Heading>
      {!earlier && count > 0 && <p class="size-16 quiet">Nothing has been lost. Each one needs a person to choose.</p>}
      {!earlier && <Untold />}
      <Age />
      {count === 0 && (earlier || !anyToShow.value) && <Nothing earlier={earlier} />}
      <Rows items={ours} chosen={chosen} open={open} />
      {!earlier && <Held items={items.filter((it) => it.kind === 'held')} chosen={chosen} open={open} />}
      {!earlier && <OnlyHere />}
      {!earlier && <Unsent />}
      <Earlier count={settledItems.value.length} shown={earlier} onShow={show} />
    </div>
  );
}

function Both() {
  const all = useItems();
  const { chosen, opened, open } = all;
  const list = useRef<HTMLDivElement>(null);
  const back = () => {
    open(null);
    list.current?.querySelector<HTMLElement>('#attention-list')?.focus();
  };
  return (
    <div ref={list} class={classes('split opens attention', opened && 'opens--on')}>
      <List {...all} />
      <div>{chosen && <Detail key={chosen.id} item={chosen} focused={opened} onBack={back} />}</div>
    </div>
  );
}

const onDesk = (children: ComponentChildren) => (
  <>
    <PageHead title="Needs attention" />
    {children}
  </>
);

/** What a person has to sort out: refusals, conflicts, one guest twice; both versions, and the choices. */
export function Attention() {
  if (!onTablet.value) return onDesk(<Both />);
  return (
    <>
      <main class="attention-page" id="main" tabIndex={-1}>
        <Both />
      </main>
      {centreId.value && <TabletNav />}
    </>
  );
}
