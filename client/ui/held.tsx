import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type Keeper, keeper } from './keeper.ts';
import { Leaving } from './kept.ts';

/** What is left in one part of it, whether it is still there or has been closed. */
class Parts {
  readonly #left = new Map<string, Keeper>();
  #closed = false;

  readonly leave = (open: Keeper, name: string): void => {
    if (this.#closed) open.drop(name);
    else this.#left.set(name, open);
  };
  readonly close = (): void => {
    this.#closed = true;
    for (const [name, open] of this.#left) if (keeper.peek() === open) open.drop(name);
  };
}

/**
 * Around what has parts of which one is shown at a time: what is typed in one stays while its writer looks at another.
 * Closed as a whole, all of it is gone, as with any form.
 */
export function Held({ children }: { children: ComponentChildren }) {
  const parts = useRef<Parts | null>(null);
  parts.current ??= new Parts();
  const { leave } = parts.current;
  useEffect(() => () => parts.current?.close(), []);
  return <Leaving.Provider value={leave}>{children}</Leaving.Provider>;
}
