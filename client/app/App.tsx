import { ErrorBoundary, LocationProvider, Route, Router, useLocation, useRoute } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import type { ComponentChildren, ComponentType } from 'preact';
import { deviceState } from '../data/device.ts';
import { waiting } from '../data/outboxState.ts';
import { LoadingBars } from '../ui/notice.tsx';
import { homePath, onTablet } from '../session/home.ts';
import { startIdleWatch } from '../session/idle.ts';
import { startLeaveGuard } from '../session/leaving.ts';
import { untoldWords } from '../parts/attention/leadTold.ts';
import type { Opens } from './rights.ts';
import { Checked, Desk, type Frame, Join, Lock, Nowhere, routes, SetUp, SignIn } from './routes.tsx';
import { centreId, me, noSignal, operation, operationId, operations, onWall } from '../session/session.ts';
import { Tablet } from '../shell/Tablet.tsx';

startIdleWatch();
startLeaveGuard();

/** Follows the address: which operation and centre are chosen. */
const useChosen = (frame: Frame): void => {
  const { params } = useRoute();
  const op = params['operationId'];
  const centre = params['centreId'];
  useEffect(() => {
    if (op) operationId.value = op;
    if (centre) centreId.value = centre;
    onWall.value = frame === 'bare';
  }, [op, centre, frame]);
};

/** What the window is called. */
const useTitle = (title: string): void => {
  const exercise = me.value?.exercise || operation.value?.exercise;
  useEffect(() => {
    document.title = `${exercise ? 'EXERCISE · ' : ''}${title} · Haven`;
    document.body.dataset['exercise'] = exercise ? `EXERCISE ${operation.value?.codeName ?? ''}` : '';
  }, [title, exercise]);
};

function Framed({ frame, children }: { frame: Frame; children: ComponentChildren }) {
  const shown = frame === 'either' ? (onTablet.value ? 'tablet' : 'desk') : frame;
  if (shown === 'desk') return <Desk>{children}</Desk>;
  return shown === 'tablet' ? <Tablet>{children}</Tablet> : <>{children}</>;
}

interface ScreenProps {
  screen: ComponentType;
  frame: Frame;
  title: string;
}

function There({ screen: Shown, frame, title }: ScreenProps) {
  useChosen(frame);
  useTitle(title);
  return (
    <Framed frame={frame}>
      <Shown />
    </Framed>
  );
}

/** Instead of a screen. `of`: what it would have been, where it is not for them. */
function Elsewhere({ of = null }: { of?: string | null }) {
  useTitle(of === null ? 'Nothing here' : 'Not for your role');
  useEffect(() => void (onWall.value = false), []);
  return (
    <Framed frame="either">
      <Nowhere of={of} />
    </Framed>
  );
}

/** A tablet's own screens at its own centre are its volunteers'; whatever else an address names is looked at first. */
function Screen({ opens, ...it }: ScreenProps & { opens: Opens | undefined }) {
  const { params } = useRoute();
  const atHome = params['operationId'] === operationId.value && params['centreId'] === centreId.value;
  if (onTablet.value && atHome && (it.frame === 'tablet' || it.frame === 'either')) return <There {...it} />;
  return (
    <Checked opens={opens} title={it.title} instead={Elsewhere}>
      <There {...it} />
    </Checked>
  );
}

const screens = routes.map(({ path, ...it }) => {
  const opens = 'opens' in it ? it.opens : undefined;
  const screen = it.screen as unknown as ComponentType;
  return { path, component: () => <Screen screen={screen} frame={it.frame} title={it.title} opens={opens} /> };
});

const Home = screens[0]?.component ?? (() => null);

function Start() {
  const { route } = useLocation();
  const path = homePath();
  useEffect(() => {
    if (path !== '/') route(path, true);
  }, [path]);
  return path === '/' ? <Home /> : null;
}

/** An address that is no text makes the router fall over. */
const isText = (path: string): boolean => {
  try {
    return decodeURIComponent(path).isWellFormed();
  } catch {
    return false;
  }
};

function Signed() {
  if (!isText(useLocation().path)) return <Elsewhere />;
  return (
    <Router>
      <Route path="/" component={Start} />
      {screens.slice(1).map((it) => (
        <Route key={it.path} path={it.path} component={it.component} />
      ))}
      <Route default component={Elsewhere} />
    </Router>
  );
}

const Loading = () => (
  <div class="sheet">
    <LoadingBars />
  </div>
);

/** An account's browser, opened where there is no signal. It goes on by itself. */
function NoSignal() {
  const untold = untoldWords();
  return (
    <main class="sheet" id="main">
      <div class="sheet-main">
        <h1 class="page-title">No signal</h1>
        <p>
          {untold && <strong class="alert-text">{untold}. Tell the lead in person now. </strong>}
          {waiting.value > 0 && <strong>{waiting.value} waiting to send are safe here. </strong>}
          This page opens by itself when the signal is back.
        </p>
      </div>
    </main>
  );
}

function Entry() {
  const { path } = useLocation();
  if (path === '/join') return <Join />;
  const tablet = deviceState.value;
  if (tablet === 'locked' || tablet === 'ended') return <Lock />;
  if (tablet === 'unpaired' && path === '/set-up') return <SetUp />;
  if (me.value === undefined) return noSignal.value ? <NoSignal /> : <Loading />;
  if (me.value === null) return <SignIn />;
  if (me.value.grants.length > 0 && operations.value === null) return <Loading />;
  return <Signed />;
}

export function App() {
  return (
    <LocationProvider>
      <ErrorBoundary>
        <Entry />
      </ErrorBoundary>
    </LocationProvider>
  );
}
