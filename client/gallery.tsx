import { render, type ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import './styles/main.scss';
import './gallery.scss';
import { showLayout } from './gallery-layouts.tsx';
import { Banner } from './ui/banner.tsx';
import { Bar, Progress, Steps } from './ui/bar.tsx';
import { Button, ButtonLink, LinkButton } from './ui/button.tsx';
import { AddChip, Chip } from './ui/chip.tsx';
import { Checkbox, Checkboxes, Radios, Segments } from './ui/choices.tsx';
import { ClockBar, ClockWords } from './ui/clock.tsx';
import { Dialog, Drawer } from './ui/dialog.tsx';
import { ErrorSummary } from './ui/error-summary.tsx';
import { NumberField } from './forms/NumberField.tsx';
import { SelectField, Stepper, TextArea, TextField } from './ui/fields.tsx';
import { Icon, iconNames } from './ui/icons.tsx';
import {
  Callout,
  EmptyState,
  Facts,
  FailedPanel,
  LoadingBars,
  LockedPanel,
  PageHead,
  Panel,
  Stat,
  StatStrip,
} from './ui/panel.tsx';
import { Pictogram, pictogramNames } from './ui/pictograms.tsx';
import { Ring, ringSvg } from './ui/ring.tsx';
import { BarMenu } from './ui/shell/BarMenu.tsx';
import { BottomNav, FlowFoot } from './ui/shell/BottomNav.tsx';
import { CoverScreen, useCoverKey } from './ui/shell/CoverScreen.tsx';
import { DataAge } from './ui/shell/DataAge.tsx';
import { DeskBar } from './ui/shell/DeskBar.tsx';
import { ExerciseBar } from './ui/shell/ExerciseBar.tsx';
import { PhoneBar } from './ui/shell/PhoneBar.tsx';
import { SkipLink } from './ui/shell/SkipLink.tsx';
import { TabletBar } from './ui/shell/TabletBar.tsx';
import { SavedStatus, Truths } from './ui/shell/Truths.tsx';
import { stateWords, type CentreState } from './ui/states.ts';
import { DataTable } from './ui/table.tsx';
import { Tabs } from './ui/tabs.tsx';
import { Count, Priority, StateTag, Tag } from './ui/tag.tsx';
import { Tile, TileGrid } from './ui/tile.tsx';

const now = new Date('2026-11-19T07:42:00Z');
const at = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const states = Object.keys(stateWords) as CentreState[];
const swatches =
  'ink ink-2 canvas line-2 haven haven-tint bar link ok warn alert info warn-solid locked exercise focus'.split(' ');
const manager = 'Centre manager';
const nothing = (): void => undefined;

function Part({ title, wide, children }: { title: string; wide?: boolean; children: ComponentChildren }) {
  return (
    <section class={wide ? 'gallery__part gallery__part--wide' : 'gallery__part'}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Colours() {
  return (
    <div class="gallery__swatches">
      {swatches.map((name) => (
        <div key={name} class={`swatch--${name}`}>
          <b>{name}</b>
        </div>
      ))}
    </div>
  );
}

function TruthParts() {
  const truths = [
    { online: true, waiting: 0, attention: 0 },
    { online: true, waiting: 4, attention: 2 },
    { online: false, waiting: 3, attention: 0 },
  ];
  return (
    <>
      {truths.map((props) => (
        <div key={props.waiting} class="gallery__bar">
          <Truths {...props} />
        </div>
      ))}
      <div class="gallery__bar">
        <SavedStatus online waiting={3} />
      </div>
      <div class="gallery__bar">
        <SavedStatus online={false} waiting={3} />
      </div>
      <div class="row wrap">
        <DataAge at={at(-4 / 60)} now={now} />
        <DataAge at={at(-40 / 60)} now={now} />
        <DataAge at={at(-28)} now={now} />
      </div>
    </>
  );
}

function States() {
  return (
    <>
      <div class="gallery__states">
        {states.map((state) => (
          <div key={state} class="gallery__cell">
            <Ring
              state={state}
              value={state === 'full' ? 40 : state === 'standing_down' ? 12 : state === 'open' ? 31 : 0}
              max={40}
              label={`${stateWords[state]}`}
            />
            {stateWords[state]}
          </div>
        ))}
        <div
          class="gallery__cell"
          ref={(node) =>
            void node?.replaceChildren(
              ringSvg({ state: 'open', value: 31, max: 40, stale: true, size: 64 }),
              'Stale, from ringSvg',
            )
          }
        />
      </div>
      <div class="row wrap">
        {states.map((state) => (
          <StateTag key={state} state={state} />
        ))}
      </div>
    </>
  );
}

function Clocks() {
  const lines = [
    ['P1', 'Now. Accept in 5 minutes', -1, 5],
    ['P2', 'Within 1 hour. Last quarter', 13, 60],
    ['P3', 'Within 4 hours. Plenty of time', 100, 240],
  ] as const;
  return (
    <>
      {lines.map(([level, words, left, whole]) => (
        <div key={level} class="gallery__line">
          <Priority level={level} />
          <span>{words}</span>
          <ClockBar dueAt={at(left)} raisedAt={at(left - whole)} now={now} align="start" />
        </div>
      ))}
      <div class="gallery__line">
        <Priority level="P4" />
        <span>Before leaving. No clock</span>
        <ClockWords dueAt={at(12)} raisedAt={at(-228)} now={now} short />
      </div>
    </>
  );
}

function Buttons() {
  return (
    <>
      <div class="row wrap">
        <Button>Add</Button>
        <Button kind="secondary" icon="flame">
          Roll call
        </Button>
        <Button kind="warning">Close centre</Button>
        <Button kind="quiet">Quiet</Button>
        <Button size="small" kind="secondary">
          Raise a need
        </Button>
        <Button busy>Sending</Button>
        <LinkButton>Change</LinkButton>
      </div>
      <div class="row">
        <Button size="tablet" icon="check">
          Save
        </Button>
        <ButtonLink href="#back" size="tablet" kind="secondary" icon="chevron-left">
          Back
        </ButtonLink>
        <Button size="main" icon="check">
          Done
        </Button>
      </div>
    </>
  );
}

function Fields() {
  const [text, setText] = useState('');
  const [count, setCount] = useState<number | null>(40);
  const [choice, setChoice] = useState<string | null>(null);
  const [plan, setPlan] = useState<string[]>(['apart']);
  return (
    <>
      <ErrorSummary errors={[{ id: 'people', text: 'Enter how many people are expected' }]} />
      <TextField
        id="people"
        label="How many people?"
        value={text}
        onInput={setText}
        error="Enter how many people are expected"
        width={5}
      />
      <div class="fields-row">
        <NumberField id="expected" label="Expected" value={count} onInput={setCount} />
        <SelectField
          id="nights"
          label="Nights"
          value="2"
          onInput={nothing}
          options={['1', '2', '3'].map((value) => ({ value, label: value }))}
        />
        <TextField
          id="find"
          label="Find"
          icon="search"
          placeholder="Name, town or code"
          value={text}
          onInput={setText}
        />
      </div>
      <TextArea
        id="why"
        label="Why this venue?"
        hint="Goes in the decision log"
        value={text}
        onInput={setText}
        limit={400}
      />
      <Checkboxes
        id="plan"
        legend="Plan for"
        value={plan}
        onChange={setPlan}
        options={[
          { value: 'apart', label: 'Women and men apart' },
          { value: 'children', label: 'Children, or may be', hint: 'Asks for a social worker' },
        ]}
      />
      <Radios
        id="choice"
        legend="1. Referral to the NRM"
        look="row"
        value={choice}
        onChange={setChoice}
        options={['Yes', 'No', 'Not decided'].map((value) => ({ value, label: value }))}
      />
      <Radios
        id="plain"
        legend="Can you send 8?"
        value={choice}
        onChange={setChoice}
        options={[
          { value: 'Yes', label: 'Yes, all 8' },
          {
            value: 'Some',
            label: 'Some of them',
            reveal: <Stepper id="some" label="How many" value={4} onInput={nothing} />,
          },
        ]}
      />
      <Checkbox id="agree" label="I have checked the figures" checked={false} onChange={nothing} />
    </>
  );
}

function Boxes() {
  return (
    <div class="gallery__boxes">
      <div class="panel">
        <p class="strong quiet">Loading after 300 ms</p>
        <LoadingBars />
      </div>
      <div class="panel">
        <EmptyState
          title="No needs waiting"
          action={
            <Button kind="secondary" size="small">
              Raise a need
            </Button>
          }
        >
          New ones appear here by themselves.
        </EmptyState>
      </div>
      <div class="panel panel--alert">
        <FailedPanel title="Roster did not load" onRetry={nothing} />
      </div>
      <LockedPanel title="Safeguarding" holder="safeguarding lead">
        <p>Looks the same for every guest.</p>
      </LockedPanel>
      <Callout tone="warn" icon="alert" title="Not step-free.">
        Suitable with conditions.
      </Callout>
      <Callout tone="haven" title="Medium centre">
        44 beds, 3 private rooms
      </Callout>
    </div>
  );
}

function Small() {
  const [layers, setLayers] = useState(['centres', 'vehicles']);
  return (
    <>
      <div class="row wrap">
        {(['ok', 'warn', 'alert', 'info', 'neutral', 'dashed', 'outline', 'solid', 'locked'] as const).map((tone) => (
          <Tag key={tone} tone={tone} icon={tone === 'locked' ? 'lock' : 'clock'}>
            {tone}
          </Tag>
        ))}
        <Count value={34} /> <Count value={7} urgent />
      </div>
      <div class="chips">
        <Chip onRemove={nothing}>Romanian</Chip>
        <Chip>Vietnamese</Chip>
        <AddChip onClick={nothing}>Add</AddChip>
      </div>
      <Segments
        legend="Layers"
        value={layers}
        onChange={setLayers}
        options={[
          { value: 'centres', label: 'Centres' },
          { value: 'vehicles', label: 'Vehicles' },
          { value: 'gaps', label: 'Staff gaps' },
        ]}
      />
      <Bar value={31} staffed={40} building={112} label="31 here of 40 staffed and 112 in all" />
      <Progress value={31} max={40} label="31 of 40" />
      <Steps
        label="Arrivals"
        from="06:15"
        to="08:45"
        items={[12, 0, 4, 0, 10, 5, 3]
          .map((height) => ({ height }))
          .concat({ height: 9, expected: true } as { height: number })}
      />
      <Facts
        items={[
          { term: 'Route', value: 'NRM, consent 09:21' },
          { term: 'Address', value: 'Held by onward lead' },
        ]}
      />
    </>
  );
}

function Tiles() {
  const [chosen, choose] = useState<string[]>(['pain']);
  const tiles = [
    ['pain', 'Pain or hurt'],
    ['medicine', 'Medicine'],
    ['baby', 'Baby or pregnant'],
    ['private', 'Talk in private'],
  ] as const;
  return (
    <div class="surface-tablet gallery__surface">
      <TileGrid legend="What do they need now?" hideLegend={false}>
        {tiles.map(([name, title]) => (
          <Tile
            key={name}
            type="checkbox"
            name="needs"
            value={name}
            title={title}
            pictogram={name}
            alerts
            checked={chosen.includes(name)}
            onChange={(on) => choose(on ? [...chosen, name] : chosen.filter((each) => each !== name))}
          />
        ))}
        <Tile
          type="radio"
          name="language"
          value="ro"
          title="Română"
          sub="Romanian"
          strong
          lang="ro"
          checked={false}
          onChange={nothing}
        />
        <Tile
          type="radio"
          name="language"
          value="ur"
          title="اردو"
          sub="Urdu"
          lang="ur"
          dir="rtl"
          checked={false}
          onChange={nothing}
        />
      </TileGrid>
      <TileGrid legend="Adult or child?" hideLegend={false} columns={3}>
        <Tile
          type="radio"
          name="age"
          value="adult"
          title="Adult"
          sub="18 or over"
          pictogram="adult"
          big
          checked={false}
          onChange={nothing}
        />
        <Tile
          type="radio"
          name="age"
          value="child"
          title="Child"
          sub="under 18"
          pictogram="child"
          big
          checked={false}
          onChange={nothing}
        />
        <Tile
          type="radio"
          name="age"
          value="unsure"
          title="Not sure"
          sub="treated as a child for now"
          pictogram="unsure"
          big
          checked={false}
          onChange={nothing}
        />
      </TileGrid>
    </div>
  );
}

function Overlays() {
  const [open, setOpen] = useState<'dialog' | 'drawer' | 'cover' | null>(null);
  useCoverKey(() => setOpen(open === 'cover' ? null : 'cover'));
  const close = () => setOpen(null);
  return (
    <div class="row">
      {(['dialog', 'drawer', 'cover'] as const).map((name) => (
        <Button key={name} kind="secondary" onClick={() => setOpen(name)}>
          Open {name}
        </Button>
      ))}
      <Dialog
        about={null}
        open={open === 'dialog'}
        title="Close the centre"
        onClose={close}
        foot={<Button kind="warning">Close</Button>}
      >
        <p>Nobody is left without an outcome.</p>
      </Dialog>
      <Drawer about={null} open={open === 'drawer'} title="Red Cross welfare, night" onClose={close}>
        <p>Opened by duty manager</p>
      </Drawer>
      <CoverScreen open={open === 'cover'} onUncover={close} />
    </div>
  );
}

const venues = [
  { code: 'V010', name: 'Juniper Leisure Centre', beds: 112 },
  { code: 'V017', name: 'Quarry Leisure Centre', beds: 67 },
];

function Shells() {
  const menu = (
    <BarMenu
      label="Operation"
      text="Operation Marram"
      items={[
        { text: 'Operation Marram', href: '#m', current: true },
        { text: 'Exercise Larkspur', href: '#l', hint: 'Exercise' },
      ]}
    />
  );
  const tabs = [
    { href: '#o', text: 'Overview', current: true },
    { href: '#a', text: 'Arrivals', count: 34 },
    { href: '#n', text: 'Needs', count: 7, urgent: true },
    { href: '#p', text: 'People' },
  ];
  return (
    <>
      <DeskBar
        operation={menu}
        centre={<BarMenu label="Centre" text="Centre Wren" items={[]} />}
        now={now}
        truths={{ online: true, waiting: 0, attention: 2 }}
        person="S. Whitlock"
        role={manager}
        onLock={nothing}
        onCover={nothing}
      />
      <Tabs label="Centre Wren" items={tabs} />
      <PageHead
        title="Centre Wren"
        tags={<StateTag state="open" />}
        note="since 06:22 · care lead S. Whitlock"
        actions={<Button icon="document">SITREP</Button>}
      />
      <StatStrip label="Totals">
        <Stat value="31" caption="on site" />
        <Stat value="29" note="of 36" caption="staff on site" />
        <Stat value="fewer than 5" caption="left or moved on" words />
      </StatStrip>
      <div class="columns columns--side">
        <div class="column">
          <Panel title="Venues" hint="43 of 48" actions={<a href="#all">All</a>} flush>
            <DataTable
              caption="Venues"
              rows={venues}
              rowKey={(row) => row.code}
              selected="V010"
              onOpen={nothing}
              columns={[
                { key: 'name', head: 'Venue', cell: (row) => <b>{row.name}</b> },
                { key: 'beds', head: 'Beds', align: 'end', cell: (row) => row.beds },
                {
                  key: 'standing',
                  head: 'Standing',
                  cell: () => (
                    <Tag tone="ok" icon="check">
                      Suitable
                    </Tag>
                  ),
                },
              ]}
            />
          </Panel>
        </div>
        <div class="column">
          <Panel title="Who is coming" step={1}>
            Text
          </Panel>
        </div>
      </div>
      <Banner tone="alert" action={<LinkButton>Open</LinkButton>}>
        P1: feeling very unwell, K-029
      </Banner>
      <Banner tone="warn" icon="wifi-off">
        No signal since 07:38. Keep going: what you finish is saved here.
      </Banner>
      <div class="surface-tablet gallery__surface">
        <TabletBar
          place="Arrivals desk 1"
          person="Centre Wren · Meera S."
          online={false}
          waiting={2}
          attention={1}
          onLock={nothing}
        />
        <FlowFoot
          start={
            <Button kind="secondary" icon="chevron-left">
              Back
            </Button>
          }
        >
          <Button kind="secondary">Nothing right now</Button>
          <Button icon="check">Save</Button>
        </FlowFoot>
        <BottomNav
          items={[
            { href: '#t', text: 'My tasks', icon: 'list', current: true },
            { href: '#c', text: 'Check in', icon: 'qr' },
            { href: '#g', text: 'Guest cards', icon: 'speech' },
            { href: '#l', text: 'Get the lead', icon: 'bell' },
          ]}
        />
      </div>
      <PhoneBar title="Marram" online waiting={0} />
    </>
  );
}

function Gallery() {
  return (
    <>
      <SkipLink />
      <main class="gallery" id="main" tabIndex={-1}>
        <h1 class="page-title">Haven: colours, states and parts</h1>
        <div class="gallery__grid">
          <Part title="Colour, light">
            <Colours />
          </Part>
          <Part title="Three truths, always in sight">
            <TruthParts />
          </Part>
          <Part title="Centre states: shape and word, then colour">
            <States />
          </Part>
          <Part title="Priorities and clocks">
            <Clocks />
          </Part>
          <Part title="Buttons: 40 desk, 56 tablet, 72 main action">
            <Buttons />
          </Part>
          <Part title="Loading, empty, failed, locked">
            <Boxes />
          </Part>
          <Part title="Error and fields, in GOV.UK pattern">
            <Fields />
          </Part>
          <Part title="Tags, chips, bars, facts">
            <Small />
          </Part>
          <Part title="Dialogs">
            <Overlays />
          </Part>
          <Part title="Pictograms, own drawing, 64 grid, never a red cross" wide>
            <div class="gallery__pictograms">
              {pictogramNames.map((name) => (
                <div key={name} class="gallery__cell">
                  <Pictogram name={name} size={48} />
                  {name}
                </div>
              ))}
            </div>
          </Part>
          <Part title="Icons" wide>
            <div class="gallery__icons">
              {iconNames.map((name) => (
                <div key={name} class="gallery__cell">
                  <Icon name={name} size={24} />
                  {name}
                </div>
              ))}
            </div>
          </Part>
          <Part title="Tiles" wide>
            <Tiles />
          </Part>
          <Part title="Shell" wide>
            <Shells />
          </Part>
        </div>
      </main>
      <ExerciseBar name="Larkspur" />
    </>
  );
}

const root = document.getElementById('gallery');
const [layout = '', theme = ''] = location.hash.slice(1).split(',');
if (theme) document.documentElement.dataset['theme'] = theme;
if (root && !showLayout(root, layout)) render(<Gallery />, root);
