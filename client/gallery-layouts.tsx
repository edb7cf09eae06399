import { render } from 'preact';
import { useState } from 'preact/hooks';
import './styles/main.scss';
import { Bar, Steps } from './ui/bar.tsx';
import { Button, ButtonLink, LinkButton } from './ui/button.tsx';
import { Radios } from './ui/choices.tsx';
import { ClockBar, ClockWords } from './ui/clock.tsx';
import { Stepper, TextField } from './ui/fields.tsx';
import { Icon } from './ui/icons.tsx';
import { Callout, Facts, PageHead, Panel } from './ui/panel.tsx';
import { Pictogram, pictogramNames } from './ui/pictograms.tsx';
import { BarMenu } from './ui/shell/BarMenu.tsx';
import { BottomNav, FlowFoot } from './ui/shell/BottomNav.tsx';
import { DeskBar } from './ui/shell/DeskBar.tsx';
import { ExerciseBar } from './ui/shell/ExerciseBar.tsx';
import { PhoneBar } from './ui/shell/PhoneBar.tsx';
import { TabletBar } from './ui/shell/TabletBar.tsx';
import { Tabs } from './ui/tabs.tsx';
import { Priority, StateTag, Tag, type PriorityLevel } from './ui/tag.tsx';
import { Tile, TileGrid } from './ui/tile.tsx';

const now = new Date('2026-11-19T07:42:00Z');
const at = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const manager = 'Centre manager';
const nothing = (): void => undefined;

function Need({ level, title, left, whole }: { level: PriorityLevel; title: string; left: number; whole: number }) {
  return (
    <li class={left < 0 ? 'need-row late-row' : 'need-row'}>
      <Priority level={level} />
      <div>
        <div class="need-row__title">{title}</div>
        <div class="need-row__sub">K-029 · Quiet room · Vietnamese</div>
      </div>
      <div class="need-row__holder">Agency, 07:55</div>
      <ClockBar dueAt={at(left)} raisedAt={at(left - whole)} now={now} />
    </li>
  );
}

function Desk() {
  const tabs = ['Overview', 'Arrivals', 'Needs', 'People', 'Roster', 'Log', 'Map', 'SITREP', 'Set-up'];
  return (
    <div class="shell exercise">
      <ExerciseBar name="Larkspur" />
      <DeskBar
        operation={<BarMenu label="Operation" text="Operation Marram" items={[]} />}
        centre={<BarMenu label="Centre" text="Centre Wren" items={[]} />}
        now={now}
        truths={{ online: true, waiting: 0, attention: 2 }}
        person="S. Whitlock"
        role={manager}
        onLock={nothing}
        onCover={nothing}
      />
      <Tabs
        label="Centre Wren"
        items={tabs.map((text, index) => ({
          href: `#${text}`,
          text,
          current: index === 0,
          count: index === 2 ? 7 : undefined,
          urgent: true,
        }))}
      />
      <main class="page" id="main" tabIndex={-1}>
        <PageHead
          title="Centre Wren"
          tags={<StateTag state="open" />}
          note={
            <>
              since 06:22 · care lead S. Whitlock
              <br />
              police lead Insp. Hallam
            </>
          }
          actions={
            <>
              <Button kind="secondary">Check in</Button>
              <Button kind="secondary" icon="flame">
                Roll call
              </Button>
              <Button icon="document">SITREP</Button>
            </>
          }
        />
        <div class="columns columns--centre">
          <div class="column">
            <Panel
              title="People here"
              actions={
                <Tag tone="ok" icon="dot">
                  Live
                </Tag>
              }
            >
              <div class="row">
                <span class="headline">31</span>
                <div>
                  <b>of 40 we have staff for</b>
                  <div class="quiet">building sleeps 112</div>
                </div>
              </div>
              <Bar value={31} staffed={40} building={112} label="31 here" />
            </Panel>
            <Panel title="Coming" actions={<a href="#all">All arrivals</a>}>
              <Steps
                label="Arrivals"
                from="06:15"
                middle="07:30"
                to="08:45"
                items={[12, 0, 4, 0, 10, 5, 3, 9].map((height, index) => ({ height, expected: index === 7 }))}
              />
            </Panel>
            <Panel title="Ready to run" actions={<b>11 of 12</b>} fill>
              <p class="warn-text">Visitor desk: nobody yet</p>
            </Panel>
          </div>
          <div class="column">
            <Panel
              title="Needs"
              hint="soonest first"
              fill
              flush
              actions={
                <Button kind="secondary" size="small" icon="plus">
                  Raise a need
                </Button>
              }
            >
              <h3 class="section-row">
                <Priority level="P1" small /> Now. Someone must accept within 5 minutes
              </h3>
              <ul class="rows--plain stack-list" style={{ gap: 0 }}>
                <Need level="P1" title="Feeling very unwell" left={-1} whole={5} />
                <Need level="P2" title="Medicine" left={13} whole={60} />
                <Need level="P3" title="Meal: halal" left={100} whole={240} />
                {Array.from({ length: 14 }, (_, index) => (
                  <Need key={index} level="P3" title="Phone call home" left={30 + index} whole={240} />
                ))}
              </ul>
            </Panel>
          </div>
          <div class="column">
            <Panel
              title="Log"
              hint="latest first"
              fill
              foot={
                <div class="row">
                  <TextField
                    class="grow"
                    id="log"
                    label="Write what happened"
                    hideLabel
                    placeholder="Write what happened"
                    value=""
                    onInput={nothing}
                  />
                  <Button>Add</Button>
                </div>
              }
            >
              <p>07:40 Decision 14</p>
            </Panel>
          </div>
        </div>
      </main>
    </div>
  );
}

function Flow() {
  const [chosen, choose] = useState<string[]>(['pain', 'drink']);
  return (
    <div class="shell surface-tablet">
      <TabletBar place="Arrivals desk 1" person="Centre Wren · Meera S." online={false} waiting={2} onLock={nothing} />
      <main class="flow" id="main">
        <aside class="flow-strip">
          <div class="ref-box">
            <span class="ref-box__caption">Wristband</span>
            <span class="ref-box__ref">K-041</span>
          </div>
          <dl class="answer-strip">
            {['Language', 'Adult or child', 'Needs now'].map((term) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>
                  Tiếng Việt
                  <LinkButton>Change</LinkButton>
                </dd>
              </div>
            ))}
          </dl>
          <p class="flow-strip__foot">No name or papers needed</p>
        </aside>
        <div class="flow-main">
          <h1 class="question">What do they need now?</h1>
          <p class="flow-hint">
            Ask only about now. <Icon name="bell" /> tells the lead at once.
          </p>
          <TileGrid legend="Needs">
            {pictogramNames.slice(0, 12).map((name) => (
              <Tile
                key={name}
                type="checkbox"
                name="n"
                value={name}
                title={name}
                pictogram={name}
                alerts={name === 'pain'}
                checked={chosen.includes(name)}
                onChange={(on) => choose(on ? [...chosen, name] : chosen.filter((x) => x !== name))}
              />
            ))}
          </TileGrid>
        </div>
      </main>
      <FlowFoot
        start={
          <Button kind="secondary" icon="chevron-left">
            Back
          </Button>
        }
      >
        <Button kind="secondary">Nothing right now</Button>
        <Button icon="check" class="flow-next">
          Save
        </Button>
      </FlowFoot>
    </div>
  );
}

function Tasks() {
  return (
    <div class="shell surface-tablet">
      <TabletBar place="My tasks" person="Centre Wren · Joan P., Red Cross" online waiting={0} onLock={nothing} />
      <main class="split" id="main">
        <div>
          <h2 class="list-title">Mine · 2</h2>
          <ul class="stack-list">
            {(['clothes', 'food', 'phone', 'drink', 'wash'] as const).map((name, index) => (
              <li key={name}>
                <button type="button" class="row-card" aria-pressed={index === 0}>
                  <Pictogram name={name} size={48} />
                  <span class="row-card__text">
                    <span class="row-card__title">Dry clothes, shoes 42</span>
                    <span class="row-card__sub">K-030 · Hall A, bed 12</span>
                  </span>
                  <ClockWords dueAt={at(31)} raisedAt={at(index === 2 ? -200 : -29)} now={now} short />
                </button>
              </li>
            ))}
          </ul>
        </div>
        <div>
          <div class="row">
            <span class="picture-box">
              <Pictogram name="clothes" />
            </span>
            <div>
              <h1 class="question">Dry clothes, shoes 42</h1>
              <p class="quiet">Within 1 hour · 31 min left</p>
            </div>
          </div>
          <Facts items={['Who', 'Where', 'Language', 'Sizes'].map((term) => ({ term, value: 'Hall A, bed 12' }))} />
          <div class="push-down">
            <Button size="main" icon="check" full>
              Done
            </Button>
            <div class="btn-row btn-row--even">
              <Button kind="secondary">They said no</Button>
              <Button kind="secondary">Not possible</Button>
              <Button kind="secondary">Hand over</Button>
            </div>
          </div>
        </div>
      </main>
      <BottomNav
        items={[
          { href: '#t', text: 'My tasks', icon: 'list', current: true },
          { href: '#c', text: 'Check in', icon: 'qr' },
          { href: '#g', text: 'Guest cards', icon: 'speech' },
          { href: '#l', text: 'Get the lead', icon: 'bell' },
        ]}
      />
    </div>
  );
}

function Phone() {
  const [answer, setAnswer] = useState<string | null>('some');
  return (
    <div class="shell surface-phone">
      <PhoneBar title="Haven" right="British Red Cross" />
      <main class="phone-page" id="main">
        <h1 class="page-title">Can you send 8 welfare volunteers?</h1>
        <Facts
          items={[
            { term: 'By', value: 'Thu 19 Nov, 21:45' },
            { term: 'Where', value: 'Centre Wren, about 17 km from Chesterfield' },
          ]}
        />
        <Radios
          id="answer"
          legend="Your answer"
          hideLegend
          look="boxed"
          value={answer}
          onChange={setAnswer}
          options={[
            { value: 'all', label: 'Yes, all 8' },
            {
              value: 'some',
              label: 'Some of them',
              reveal: <Stepper id="count" label="How many" hideLabel value={4} onInput={nothing} />,
            },
            { value: 'no', label: 'No' },
          ]}
        />
        <TextField id="note" label="Anything we should know" value="Checking Nottingham" onInput={nothing} />
      </main>
      <footer class="phone-foot">
        <Button>Send answer</Button>
        <ButtonLink href="#no" kind="secondary">
          Change our answer
        </ButtonLink>
      </footer>
    </div>
  );
}

function SignIn() {
  return (
    <div class="shell">
      <header class="bar">
        <a class="bar__home" href="#home">
          <Icon name="haven" size={24} /> Haven
        </a>
      </header>
      <main class="sheet" id="main">
        <div class="sheet-main">
          <h1 class="page-title">Sign in</h1>
          <p>For council, police and partner staff. Volunteers use a paired tablet and a PIN.</p>
          <TextField
            id="email"
            type="email"
            label="Work email address"
            value="t.okafor@council.example"
            onInput={nothing}
          />
          <Button icon="key">Continue with passkey</Button>
          <details class="govuk-details" open>
            <summary class="govuk-details__summary">
              <span class="govuk-details__summary-text">I cannot get in</span>
            </summary>
            <div class="govuk-details__text">Phone the duty emergency planner.</div>
          </details>
          <Callout tone="warn" icon="alert" title="Not step-free." />
        </div>
        <aside class="sheet-side">
          <h2>You will be signed out</h2>
          <p class="row">
            <Icon name="clock" size={20} /> after 15 minutes without use
          </p>
        </aside>
      </main>
    </div>
  );
}

const layouts = { desk: Desk, flow: Flow, tasks: Tasks, phone: Phone, sheet: SignIn } as const;

/** Shows one of the layouts: gallery.html#desk, #flow, #tasks, #phone or #sheet. */
export function showLayout(root: Element, name: string): boolean {
  const Layout = name in layouts ? layouts[name as keyof typeof layouts] : undefined;
  if (Layout) render(<Layout />, root);
  return Layout !== undefined;
}
