import { useLocation } from 'preact-iso';
import { useEffect, useRef, useState } from 'preact/hooks';
import { lockedBecause } from '../../session/tabletSession.ts';
import { device, deviceState, type Known } from '../../data/device.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ExerciseBar } from '../../ui/shell/ExerciseBar.tsx';
import { TabletBar } from '../../ui/shell/TabletBar.tsx';
import { Count } from './Count.tsx';
import { TabletUsers } from './TabletUsers.tsx';
import { Help, type HelpKind } from './Help.tsx';
import { type LockModel, makeLock } from './model.ts';
import { Ended, LockStatus, Stopped, waitingHere } from './Parts.tsx';
import { PinPad } from './PinPad.tsx';
import { askWords, safeWords } from './words.ts';
import './lock.scss';

function Side({
  known,
  lock,
  help,
  onBack,
}: {
  known: Known;
  lock: LockModel;
  help: HelpKind | null;
  onBack: () => void;
}) {
  const { view } = known;
  if (help) return <Help kind={help} view={view} onBack={onBack} />;
  if (view.state === 'closed') {
    return (
      <Stopped title={`Centre ${view.centreName} has closed`}>
        {`Nobody can unlock this tablet any more. Give it to the manager. ${safeWords(waitingHere())}`}
      </Stopped>
    );
  }
  if (view.state === 'locked' || lock.lockedOut.value) {
    return <Stopped title="Too many wrong PINs">{askWords(view, waitingHere())}</Stopped>;
  }
  return (
    <>
      {lock.user.value && (
        <LinkButton class="tall-link on-portrait below-14 size-17" onClick={() => lock.choose(null)}>
          Choose another name
        </LinkButton>
      )}
      <PinPad lock={lock} />
    </>
  );
}

/** A manager has let it be used again. */
const useUnlocked = (known: Known, lock: LockModel): void => {
  const { state } = known.view;
  const { readAt } = known;
  useEffect(() => {
    if (state === 'open') lock.lockedOut.value = false;
  }, [state, readAt]);
};

function Locked({ known, onCount }: { known: Known; onCount: () => void }) {
  const [lock] = useState(() => makeLock(known.view.hands));
  const [help, setHelp] = useState<HelpKind | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useUnlocked(known, lock);
  const { user } = lock;
  const aside = help !== null || user.value !== null || known.view.state !== 'open' || lock.lockedOut.value;
  return (
    <>
      <main class={classes('lock', aside && 'lock--aside')} id="main" tabIndex={-1}>
        <section class="lock-who" aria-labelledby="lock-title">
          <h1 class="question below-14" id="lock-title" ref={heading} tabIndex={-1}>
            Locked. Who is this?
          </h1>
          {lockedBecause.value && <p class="below-14 size-17">{lockedBecause.value}</p>}
          <TabletUsers
            users={known.view.hands}
            chosen={user.value}
            onNew={() => setHelp('new')}
            onChoose={(it) => {
              setHelp(null);
              lock.choose(it);
            }}
          />
        </section>
        <section class="lock-side" aria-label="PIN">
          <Side known={known} lock={lock} help={help} onBack={() => setHelp(null)} />
        </section>
      </main>
      <footer class="flow-foot lock-foot">
        <div class="flow-foot__start">
          <Button kind="secondary" icon="flame" onClick={onCount}>
            Fire: count people
          </Button>
          <span class="quiet size-17 off-phone">Works without a PIN. Shows no names.</span>
        </div>
        <LinkButton class="tall-link firm semi size-17" onClick={() => setHelp('forgot')}>
          I forgot my PIN
        </LinkButton>
      </footer>
    </>
  );
}

/** Whoever unlocks it begins where the tablet was left, unless that is no page of its centre. */
const useOwnPlace = (known: Known | null): void => {
  const { path, route } = useLocation();
  const own = `/operations/${known?.view.operationId ?? ''}/centres/${known?.view.centreId ?? ''}/`;
  useEffect(() => {
    if (path !== '/' && !path.startsWith(own)) route('/', true);
  }, [path, own]);
};

/** A paired tablet between two people: names to press, a PIN to enter, people to count. */
export function Lock() {
  const [counting, count] = useState(false);
  const known = device.value;
  const exercise = known?.view.exercise === true;
  useOwnPlace(known);
  useEffect(() => {
    document.title = `${exercise ? 'EXERCISE · ' : ''}Locked · Haven`;
  }, [exercise]);
  if (!known) return null;
  const shown =
    deviceState.value === 'ended' ? (
      <Ended known={known} />
    ) : counting ? (
      <Count known={known} onBack={() => count(false)} />
    ) : (
      <Locked known={known} onCount={() => count(true)} />
    );
  return (
    <div class={classes('shell surface-tablet', exercise && 'exercise')}>
      {exercise && <ExerciseBar name={known.view.operationName} />}
      <TabletBar place={known.view.label} right={<LockStatus />} online waiting={0} />
      {shown}
    </div>
  );
}
