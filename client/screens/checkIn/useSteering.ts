import { useRef } from 'preact/hooks';

/**
 * A press on a tile answers and goes on. Arrow keys only move between tiles, and Enter or Next goes on: otherwise
 * nobody could pass the first tile by keyboard.
 */
export const useSteering = () => {
  const steering = useRef(false);
  return {
    steered: () => steering.current,
    handlers: {
      onKeyDown: (event: KeyboardEvent) => {
        steering.current = event.key.startsWith('Arrow');
      },
      onPointerDown: () => {
        steering.current = false;
      },
    },
  };
};
