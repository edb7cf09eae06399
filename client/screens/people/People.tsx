import { useState } from 'preact/hooks';
import { onTablet } from '../../app/home.ts';
import { centreHere, peopleHere } from '../../app/parts/here.ts';
import { Age } from '../../app/parts/Age.tsx';
import { plural } from '../../app/parts/words.ts';
import { Waiting } from '../../app/parts/Waiting.tsx';
import { sees } from '../../app/session.ts';
import { TabletNav } from '../../app/shell/Tablet.tsx';
import { byId } from '../../data/store.ts';
import { classes } from '../../ui/classes.ts';
import { EmptyState, PageHead, Panel } from '../../ui/panel.tsx';
import { GuestPanel } from './GuestPanel.tsx';
import { findGuests, type Showing, sortGuests } from './list.ts';
import './people.scss';
import { Search } from './Search.tsx';
import { Cards, Table } from './Table.tsx';

const usePeople = () => {
  const [text, setText] = useState('');
  const [show, setShow] = useState<Showing>('here');
  const [wanted, open] = useState<string | null>(null);
  const byName = sees('identity') === 'full';
  const all = sortGuests(peopleHere.value, byId.personIdentity.value);
  const guests = findGuests(all, text, byName, show);
  const chosen = all.find(({ person }) => person.id === wanted)?.person ?? guests[0]?.person;
  return {
    search: { text, onText: setText, show, onShow: setShow, byName },
    list: { guests, chosen: chosen?.id, onOpen: open },
    all,
    chosen,
    opened: chosen !== undefined && chosen.id === wanted,
    close: () => open(null),
  };
};

type People = ReturnType<typeof usePeople>;

function Nobody({ people }: { people: People }) {
  if (people.list.guests.length > 0) return null;
  if (people.all.length === 0) {
    return <EmptyState title="Nobody has been checked in yet">Guests appear here as they arrive.</EmptyState>;
  }
  return <EmptyState title="Nobody here is like that">Look at the number on the band, or choose All.</EmptyState>;
}

function OnTablet() {
  const people = usePeople();
  const { chosen, opened, close, list } = people;
  return (
    <>
      <main class={classes('split people', opened && 'people--opened')} id="main" tabIndex={-1}>
        <div class="people__list">
          <h1 class="visually-hidden">People</h1>
          <Search {...people.search} />
          <Nobody people={people} />
          <Cards {...list} />
        </div>
        <div class="people__detail">{chosen && <GuestPanel key={chosen.id} guest={chosen} onBack={close} />}</div>
      </main>
      <TabletNav />
    </>
  );
}

function AtDesk() {
  const people = usePeople();
  const { chosen, opened, close, list, all } = people;
  const here = all.filter(({ person }) => !person.undoneAt && person.presence === 'on_site').length;
  return (
    <>
      <PageHead title="People" note={`${plural(here, 'guest')} here now`} tags={<Age />} />
      <div class={classes('columns columns--side people', opened && 'people--opened')}>
        <div class="column people__list">
          <Panel title="Guests" actions={<Search {...people.search} />} fill flush>
            <Nobody people={people} />
            {list.guests.length > 0 && <Table {...list} />}
          </Panel>
        </div>
        <div class="column people__detail">
          {chosen && (
            <Panel title="Record" fill>
              <GuestPanel key={chosen.id} guest={chosen} onBack={close} />
            </Panel>
          )}
        </div>
      </div>
    </>
  );
}

/** Everyone at this centre. */
export function People() {
  if (!onTablet.value) return <Waiting>{() => <AtDesk />}</Waiting>;
  if (centreHere.value) return <OnTablet />;
  return (
    <>
      <main class="stack" id="main" tabIndex={-1}>
        <Waiting>{() => null}</Waiting>
      </main>
      <TabletNav />
    </>
  );
}
