import { computed, effect } from '@preact/signals';
import { ApiProblem, ask } from '../data/api.ts';
import { device, deviceState } from '../data/device.ts';
import { elapsed } from '../data/elapsed.ts';
import { handOver } from './handOver.ts';
import { me, onWall, signOut } from './session.ts';

const IDLE_MS = 15 * 60_000;
const MINUTE_MS = 60_000;
const KEEP_ALIVE_MS = 2 * 60_000;

let keptAliveAt = 0;

/** A socket does not keep a session alive. Somebody who only looks around touches the screen, and that does. */
const keepAlive = ({ timeStamp }: Event): void => {
  if (!me.peek() || timeStamp - keptAliveAt < KEEP_ALIVE_MS) return;
  keptAliveAt = timeStamp;
  ask('/api/me', {}).catch((error: unknown) => {
    if (!(error instanceof ApiProblem)) throw error;
  });
};

const isTablet = (): boolean => deviceState.peek() === 'open';
const tabletMinutes = computed(() => device.value?.view.idleMinutes ?? 2);
const limit = (): number => (isTablet() ? tabletMinutes.peek() * MINUTE_MS : IDLE_MS);
const leave = (): void => void (isTablet() ? handOver() : signOut());

/** Signs out a screen nobody has touched, or locks a tablet: live updates alone would keep its session awake. */
export const startIdleWatch = (): void => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let touchedAt = elapsed();
  const again = () => {
    clearTimeout(timer);
    touchedAt = elapsed();
    if (me.peek() && !onWall.peek()) timer = setTimeout(leave, limit());
  };
  // Timers sleep with the device: on waking nobody may go on where it was left.
  const leaveIfIdle = (): void => {
    if (me.peek() && !onWall.peek() && elapsed() - touchedAt >= limit()) leave();
  };
  const touch = (): void => {
    leaveIfIdle();
    again();
  };
  for (const type of ['pointerdown', 'keydown']) {
    addEventListener(type, touch, { passive: true, capture: true });
    addEventListener(type, keepAlive, { passive: true });
  }
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && leaveIfIdle());
  effect(() => {
    void me.value;
    void onWall.value;
    void tabletMinutes.value;
    again();
  });
};
