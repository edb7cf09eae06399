import { ErrorBoundary, LocationProvider, Route, Router, useLocation, useRoute } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import type { ComponentType } from 'preact';
import type { RegisterRight } from '../../shared/roles.ts';
import { deviceState } from '../data/device.ts';
import { waiting } from '../data/outboxState.ts';
import { LoadingBars } from '../ui/notice.tsx';
import { homePath, onTablet } from '../session/home.ts';
import { startIdleWatch } from '../session/idle.ts';
import { startLeaveGuard } from '../session/leaving.ts';
import { untoldWords } from '../parts/attention/leadTold.ts';
import { Desk, type Frame, Join, Lock, routes, SetUp, SignIn } from './routes.tsx';
import { canRegister, centreId, me, noSignal, operation, operationId, operations, onWall } from '../session/session.ts';
import { Tablet } from '../shell/Tablet.tsx';

startIdleWatch();
startLeaveGuard();

/** Follows the address: which operation and centre are chosen, and what the window is called. */
const useChosen = (title: string, frame: Frame): void => {
  const { params } = useRoute();
  const op = params['operationId'];
  const centre = params['centreId'];
  useEffect(() => {
    if (op) operationId.value = op;
    if (centre) centreId.value = centre;
    onWall.value = frame === 'bare';
  }, [op, centre, frame]);
  const exercise = me.value?.exercise || operation.value?.exercise;
  useEffect(() => {
    document.title = `${exercise ? 'EXERCISE · ' : ''}${title} · Haven`;
    document.body.dataset['exercise'] = exercise ? `EXERCISE ${operation.value?.codeName ?? ''}` : '';
  }, [title, exercise]);
};

const framed = (Screen: ComponentType, frame: Frame, title: string) =>
  function Framed() {
    useChosen(title, frame);
    const shown = frame === 'either' ? (onTablet.value ? 'tablet' : 'desk') : frame;
    if (shown === 'desk')
      return (
        <Desk>
          <Screen />
        </Desk>
      );
    if (shown === 'tablet')
      return (
        <Tablet>
          <Screen />
        </Tablet>
      );
    return <Screen />;
  };

/** Without the right it looks as an address that leads nowhere. */
const forHolders = (Screen: ComponentType, rights: readonly RegisterRight[]) =>
  function ForHolders() {
    return rights.some(canRegister) ? <Screen /> : <NotFound />;
  };

const screens = routes.map((it) => {
  const screen = framed(it.screen as unknown as ComponentType, it.frame, it.title);
  return { path: it.path, component: 'opens' in it ? forHolders(screen, it.opens) : screen };
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

function NotFound() {
  useChosen('Nothing here', 'desk');
  return (
    <Desk>
      <div class="sheet">
        <div class="sheet-main">
          <h1 class="page-title">Nothing here</h1>
          <p>
            The address may be wrong, or this is not for your role. <a href="/">Go to the start</a>
          </p>
        </div>
      </div>
    </Desk>
  );
}

function Signed() {
  return (
    <Router>
      <Route path="/" component={Start} />
      {screens.slice(1).map((it) => (
        <Route key={it.path} path={it.path} component={it.component} />
      ))}
      <Route default component={NotFound} />
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
