import { useLocation } from 'preact-iso';
import type { ComponentChildren } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { stillHere } from '../session/idle.ts';
import { BarMenu } from '../ui/shell/BarMenu.tsx';
import { CoverScreen, useCoverKey } from '../ui/shell/CoverScreen.tsx';
import { DeskBar } from '../ui/shell/DeskBar.tsx';
import { SkipLink } from '../ui/shell/SkipLink.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { now } from '../session/now.ts';
import { NewVersion } from './NewVersion.tsx';
import { NotAccepted } from './NotAccepted.tsx';
import { centreId, me, operation, operationId, operations, roleTitle } from '../session/session.ts';
import { Counting, Exercise, isExercise, StayWords, Unkept, Urgent, useSignOut, useStatus } from './parts.tsx';
import { tabsFor } from './tabs.ts';

const kind = (exercise: boolean): string => (exercise ? 'Exercise' : 'Operation');

const choose = (id: string) => () => {
  operationId.value = id;
  centreId.value = null;
};

function OperationMenu() {
  const all = operations.value ?? [];
  const chosen = operation.value;
  if (!chosen) return null;
  return (
    <BarMenu
      label="Operation"
      text={`${kind(chosen.exercise)} ${chosen.codeName}`}
      items={all.map((it) => ({
        text: it.codeName,
        href: '/',
        onSelect: choose(it.id),
        current: it.id === chosen.id,
        hint: it.state,
      }))}
    />
  );
}

function CentreMenu({ path }: { path: string }) {
  const op = operation.value;
  const chosen = op?.centres.find((it) => it.id === centreId.value);
  if (!op || !chosen || !path.includes('/centres/')) return null;
  return (
    <BarMenu
      label="Centre"
      text={`Centre ${chosen.name}`}
      items={op.centres.map((it) => ({
        text: it.name,
        href: `/operations/${op.id}/centres/${it.id}`,
        current: it.id === chosen.id,
        hint: it.state.replace('_', ' '),
      }))}
    />
  );
}

/** Said before it signs out. Any touch, in any window, is the answer; the button is for whoever looks for one. */
export function StillHere() {
  if (!stillHere.value) return null;
  return (
    <Banner
      tone="warn"
      assertive
      action={
        <Button kind="secondary" size="small">
          I am here
        </Button>
      }
    >
      Still here? Nobody has touched Haven for 13 minutes. In two minutes it signs out in every window.
    </Banner>
  );
}

/** The desk frame: bar, tabs, and whatever is urgent above the page. */
export function Desk({ children }: { children: ComponentChildren }) {
  const { path } = useLocation();
  const [covered, setCovered] = useState(false);
  const { leave, unsent, stay } = useSignOut();
  useCoverKey(useCallback(() => setCovered((was) => !was), []));
  return (
    <div class={isExercise() ? 'shell exercise' : 'shell'}>
      <SkipLink />
      <Exercise />
      <DeskBar
        operation={<OperationMenu />}
        centre={<CentreMenu path={path} />}
        now={now.value}
        status={useStatus()}
        person={me.value?.name ?? ''}
        role={roleTitle.value}
        onSignOut={leave}
        onCover={() => setCovered(true)}
      />
      <Tabs label="Main" items={tabsFor(path)} />
      <StillHere />
      {unsent && <StayWords onStay={stay} />}
      <Unkept />
      <NotAccepted />
      <Urgent />
      <Counting path={path} />
      <NewVersion />
      <main class="page" id="main" tabIndex={-1}>
        {children}
      </main>
      <CoverScreen open={covered} onUncover={() => setCovered(false)} />
    </div>
  );
}
