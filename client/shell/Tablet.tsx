import { useLocation } from 'preact-iso';
import type { ComponentChildren } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import { Banner } from '../ui/banner.tsx';
import { BottomNav } from '../ui/shell/BottomNav.tsx';
import { CoverScreen, useCoverKey } from '../ui/shell/CoverScreen.tsx';
import { SkipLink } from '../ui/shell/SkipLink.tsx';
import { TabletBar } from '../ui/shell/TabletBar.tsx';
import { byId } from '../data/store.ts';
import { deviceState, offlineListAt } from '../data/device.ts';
import { online } from '../data/connection.ts';
import { onTablet } from '../session/home.ts';
import { handOver } from '../session/handOver.ts';
import { oldAsAt } from '../session/asAt.ts';
import { NewVersion } from './NewVersion.tsx';
import { centreId, me, operation, operationId } from '../session/session.ts';
import { Counting, Exercise, isExercise, StayWords, Unkept, Urgent, useSignOut, useStatus } from './parts.tsx';
import { whenWords } from '../session/now.ts';

const centreName = (): string => {
  const id = centreId.value ?? '';
  const name = byId.centre.value.get(id)?.name ?? operation.value?.centres.find((it) => it.id === id)?.name;
  return name ? `Centre ${name}` : 'No centre yet';
};

const places = {
  'check-in': 'Check in',
  tasks: 'My tasks',
  people: 'People',
  'roll-call': 'Roll call',
  visits: 'Sign-in book',
  lead: 'Get the lead',
  attention: 'Needs attention',
};
const placeAt = (path: string): string => places[path.split('/').at(-1) as keyof typeof places] ?? 'Haven';

/** Where a volunteer goes; left out inside a flow, which brings its own foot. */
export function TabletNav() {
  const { path } = useLocation();
  const base = `/operations/${operationId.value ?? ''}/centres/${centreId.value ?? ''}`;
  const items = [
    ...(onTablet.value ? [] : [{ href: base, text: 'Overview', icon: 'chevron-left' } as const]),
    { href: `${base}/tasks`, text: 'My tasks', icon: 'list' },
    { href: `${base}/check-in`, text: 'Check in', icon: 'qr' },
    { href: `${base}/people`, text: 'People', icon: 'people' },
    { href: `${base}/roll-call`, text: 'Roll call', icon: 'flame' },
    { href: `${base}/lead`, text: 'Get the lead', icon: 'bell' },
  ] as const;
  return <BottomNav items={items.map((it) => ({ ...it, current: it.href === path }))} />;
}

/** After a start without signal, what is shown is what the tablet kept: names and places, no more. */
function FromMemory() {
  if (offlineListAt.value === null || online.value) return null;
  return (
    <Banner tone="warn" icon="wifi-off">
      Opened without signal. Names and places are as at {whenWords(offlineListAt.value)}. The rest comes with the
      signal.
    </Banner>
  );
}

/** The tablet frame: one bar above; the screen brings its content and its foot. */
export function Tablet({ children }: { children: ComponentChildren }) {
  const { path } = useLocation();
  const [covered, setCovered] = useState(false);
  const { leave, unsent, stay } = useSignOut();
  const shownAt = oldAsAt();
  useCoverKey(useCallback(() => setCovered((was) => !was), []));
  return (
    <div class={isExercise() ? 'shell surface-tablet exercise' : 'shell surface-tablet'}>
      <SkipLink />
      <Exercise />
      <TabletBar
        place={placeAt(path)}
        person={`${centreName()} · ${me.value?.name ?? ''}`}
        {...useStatus()}
        asAt={shownAt && whenWords(shownAt)}
        {...(deviceState.value === 'open' ? { onLock: () => void handOver() } : { onSignOut: leave })}
      />
      {unsent && <StayWords onStay={stay} />}
      <Unkept />
      <Urgent />
      <Counting path={path} />
      <NewVersion />
      <FromMemory />
      {children}
      <CoverScreen open={covered} onUncover={() => setCovered(false)} />
    </div>
  );
}
