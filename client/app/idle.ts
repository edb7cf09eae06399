import { effect } from '@preact/signals';
import { me, onWall, signOut } from './session.ts';

const IDLE_MS = 15 * 60_000;

/** Signs out a screen nobody has touched: live updates alone would keep its session awake. */
export const startIdleWatch = (): void => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = () => {
    clearTimeout(timer);
    if (me.peek() && !onWall.peek()) timer = setTimeout(() => void signOut(), IDLE_MS);
  };
  for (const type of ['pointerdown', 'keydown']) addEventListener(type, again, { passive: true });
  effect(() => {
    void me.value;
    void onWall.value;
    again();
  });
};
