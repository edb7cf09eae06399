import { useState } from 'preact/hooks';
import { type PersonRow, reference as referenceSchema } from '../../../shared/people.ts';
import { onTablet } from '../../session/home.ts';
import { doublesHere } from '../../parts/attention/doubles.ts';
import { UnknownGuestDialog } from '../../parts/people/UnknownGuestDialog.tsx';
import { lastSentOn } from '../../parts/people/presence.ts';
import { PresenceTold } from '../../parts/people/PresenceTold.tsx';
import { HeldList } from '../../parts/people/HeldList.tsx';
import { centreHere, centrePath, peopleHere } from '../../parts/centres/here.ts';
import { Age } from '../../parts/people/Age.tsx';
import { readReference } from '../../parts/people/reference.ts';
import { plural } from '../../../shared/words.ts';
import { Waiting } from '../../parts/centres/Waiting.tsx';
import { can, sees } from '../../session/session.ts';
import { TabletNav } from '../../shell/Tablet.tsx';
import { byId } from '../../data/store.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { EmptyState } from '../../ui/notice.tsx';
import { PageHead, Panel } from '../../ui/panel.tsx';
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
  // Only whom somebody chose, and as long as they do: never whoever comes to stand first.
  const chosen = all.find(({ person }) => person.id === wanted)?.person;
  return {
    search: { text, onText: setText, show, onShow: setShow, byName },
    list: { guests, chosen: chosen?.id, onOpen: open },
    all,
    chosen,
    close: () => open(null),
  };
};

type People = ReturnType<typeof usePeople>;

/** A wristband typed that this tablet has not heard of: another may have given it out. */
function Elsewhere({ reference }: { reference: string }) {
  const [asked, ask] = useState(false);
  return (
    <>
      <EmptyState
        title={`This tablet knows nobody with ${reference}`}
        action={
          can('people.later') && (
            <Button kind="secondary" onClick={() => ask(true)}>
              Say something about {reference}
            </Button>
          )
        }
      >
        Look at the number again. If it is right, another tablet may have checked them in.
      </EmptyState>
      {asked && <UnknownGuestDialog reference={reference} onClose={() => ask(false)} onKept={() => ask(false)} />}
    </>
  );
}

/** Known by their wristbands only, and perhaps twice: what the list below cannot show. */
function Beside() {
  const doubles = can('people.merge') ? doublesHere.value.length : 0;
  return (
    <>
      {doubles > 0 && (
        <p class="people__doubles below-10 semi">
          <a class={onTablet.value ? 'tall-link' : undefined} href="/attention">
            {plural(doubles, 'possible duplicate')}
          </a>
        </p>
      )}
      <PresenceTold changed={lastSentOn()} />
      <HeldList />
    </>
  );
}

function Nobody({ people }: { people: People }) {
  if (people.list.guests.length > 0) return null;
  const typed = readReference(people.search.text);
  if (referenceSchema.safeParse(typed).success) return <Elsewhere reference={typed} />;
  if (people.all.length === 0) {
    return <EmptyState title="Nobody has been checked in yet">Guests appear here as they arrive.</EmptyState>;
  }
  return <EmptyState title="Nobody here is like that">Look at the number on the band, or choose All.</EmptyState>;
}

/** Everyone here, not only guests. */
function Counts() {
  if (sees('onSite') !== 'full') return null;
  return (
    <>
      <ButtonLink kind="secondary" icon="flame" href={`${centrePath.value}/roll-call`}>
        Roll call
      </ButtonLink>
      <ButtonLink kind="secondary" icon="form" href={`${centrePath.value}/visits`}>
        Sign-in book
      </ButtonLink>
    </>
  );
}

/** The guest somebody chose; nobody before that. */
function Chosen({ guest, onBack }: { guest: PersonRow | undefined; onBack: () => void }) {
  if (guest) return <GuestPanel key={guest.id} guest={guest} onBack={onBack} />;
  return <EmptyState title="Nobody is chosen">Choose somebody from the list.</EmptyState>;
}

function OnTablet() {
  const people = usePeople();
  const { chosen, close, list } = people;
  return (
    <>
      <main class={classes('split opens people', chosen && 'opens--on')} id="main" tabIndex={-1}>
        <div>
          <h1 class="visually-hidden">People</h1>
          <Search {...people.search} />
          <Beside />
          <Nobody people={people} />
          <Cards {...list} />
        </div>
        <div>
          <Chosen guest={chosen} onBack={close} />
        </div>
      </main>
      <TabletNav />
    </>
  );
}

function AtDesk() {
  const people = usePeople();
  const { chosen, close, list, all } = people;
  const here = all.filter(({ person }) => !person.undoneAt && person.presence === 'on_site').length;
  return (
    <>
      <PageHead title="People" note={`${plural(here, 'guest')} here now`} tags={<Age />} actions={<Counts />} />
      <div class={classes('columns columns--side opens people', chosen && 'opens--on')}>
        <div class="column">
          <Panel title="Guests" actions={<Search {...people.search} />} fill flush>
            <Beside />
            <Nobody people={people} />
            {list.guests.length > 0 && <Table {...list} />}
          </Panel>
        </div>
        <div class="column">
          <Panel title="Record" fill>
            <Chosen guest={chosen} onBack={close} />
          </Panel>
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
