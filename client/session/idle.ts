/** Signs out a browser nobody has touched, or locks a tablet: live updates alone would keep its session awake. */
import { computed, effect, signal } from '@preact/signals';
import { ApiProblem, ask as query } from '../data/api.ts';
import { device, deviceState } from '../data/device.ts';
import { elapsed } from '../data/elapsed.ts';
import { handOver } from './handOver.ts';
import { leaveUnattended, me } from './session.ts';
import { sharedTouch } from './sharedTouch.ts';

const MINUTE_MS = 60_000;
const IDLE_MS = 15 * MINUTE_MS;
/** So long before the end it is asked for, at a desk. A tablet is locked after two minutes as it is. */
const WARNING_MS = 2 * MINUTE_MS;
const KEEP_ALIVE_MS = 2 * MINUTE_MS;
/** A press that answers is over by then: until it is, nothing may move under the finger. */
const PRESS_MS = 300;

/** Nobody has touched any window for long: it is about to sign out. */
export const stillHere = signal(false);

/** A wall is nobody's: it goes on until it is ended. A person is watched, also where they look at what a wall shows. */
const isWatched = (): boolean => Boolean(me.peek()?.userId);

let keptAliveAt = 0;

/** A socket does not keep a session alive. Somebody who only looks around touches the screen, and that does. */
const keepAlive = ({ timeStamp }: Event): void => {
  if (!isWatched() || timeStamp - keptAliveAt < KEEP_ALIVE_MS) return;
  keptAliveAt = timeStamp;
  query('/api/me', {}).catch((error: unknown) => {
    if (!(error instanceof ApiProblem)) throw error;
  });
};

const isTablet = (): boolean => deviceState.peek() === 'open';
const tabletMinutes = computed(() => device.value?.view.idleMinutes ?? 2);
const limit = (): number => (isTablet() ? tabletMinutes.peek() * MINUTE_MS : IDLE_MS);
const leave = (): void => void (isTablet() ? handOver() : leaveUnattended());

let touchedAt = elapsed();
let timer: ReturnType<typeof setTimeout> | undefined;

/** One clock for all windows of this browser: they have one session. */
const idleFor = (): number => Math.min(elapsed() - touchedAt, sharedTouch.ago());

let going: ReturnType<typeof setTimeout> | undefined;
const ask = (is: boolean): void => {
  clearTimeout(going);
  if (is) stillHere.value = true;
  else if (stillHere.peek()) going = setTimeout(() => (stillHere.value = false), PRESS_MS);
};

const look = (): void => {
  clearTimeout(timer);
  if (!isWatched()) return ask(false);
  const rest = limit() - idleFor();
  if (rest <= 0) return leave();
  const warning = isTablet() ? 0 : WARNING_MS;
  ask(rest <= warning);
  timer = setTimeout(look, rest > warning ? rest - warning : rest);
};

const begin = (): void => {
  touchedAt = elapsed();
  look();
};

const touch = (): void => {
  if (!isWatched()) return;
  // Timers sleep with the device: on waking nobody may go on where it was left.
  if (idleFor() >= limit()) return leave();
  sharedTouch.tell();
  begin();
};

export const startIdleWatch = (): void => {
  for (const type of ['pointerdown', 'keydown']) {
    addEventListener(type, touch, { passive: true, capture: true });
    addEventListener(type, keepAlive, { passive: true });
  }
  sharedTouch.hear(look);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look());
  effect(() => {
    void me.value;
    void tabletMinutes.value;
    begin();
  });
};
