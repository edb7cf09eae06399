import { effect } from '@preact/signals';
import { ApiProblem, getJson } from '../data/api.ts';
import { me, onWall, signOut } from './session.ts';

const IDLE_MS = 15 * 60_000;
const SAY_MS = 2 * 60_000;

let saidAt = 0;

/** A socket does not keep a session alive, so someone who only looks around is there because they touch the screen. */
const sayHere = ({ timeStamp }: Event): void => {
  if (!me.peek() || timeStamp - saidAt < SAY_MS) return;
  saidAt = timeStamp;
  getJson('/api/me').catch((error: unknown) => {
    if (!(error instanceof ApiProblem)) throw error;
  });
};

/** Signs out a screen nobody has touched: live updates alone would keep its session awake. */
export const startIdleWatch = (): void => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = () => {
    clearTimeout(timer);
    if (me.peek() && !onWall.peek()) timer = setTimeout(() => void signOut(), IDLE_MS);
  };
  for (const type of ['pointerdown', 'keydown']) {
    addEventListener(type, again, { passive: true });
    addEventListener(type, sayHere, { passive: true });
  }
  effect(() => {
    void me.value;
    void onWall.value;
    again();
  });
};
