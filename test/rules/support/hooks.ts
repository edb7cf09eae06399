import { type FunctionComponent, h, render } from 'preact';
import { useEffect } from 'preact/hooks';
import { expect } from 'vitest';

const nowhere = (): undefined => undefined;

/** Runs what is said as a component that shows nothing, so that hooks are tried as they are shipped, without a page. */
export const mount = <It>(use: () => It) => {
  const place = { childNodes: [], firstChild: null, nodeType: 1, insertBefore: nowhere, removeChild: nowhere };
  let last: { it: It } | null = null;
  const Probe: FunctionComponent<{ time: number }> = () => {
    last = { it: use() };
    useEffect(() => {
      isThere = true;
      return () => void (isThere = false);
    }, []);
    return null;
  };
  let [time, isThere] = [0, false];
  const draw = (what: Parameters<typeof render>[0]) => render(what, place as unknown as Element);
  // Whatever reads signals is drawn again only if something about it has changed.
  const again = () => draw(h(Probe, { time: (time += 1) }));
  again();
  return {
    /** What it answered when it was last drawn. */
    get now(): It {
      if (!last) throw new Error('It has not been drawn');
      return last.it;
    },
    /** Its effects have run. */
    there: () => drawn(() => isThere),
    draw: again,
    /** It is gone from the page, and what it does then is done. */
    leave: async () => {
      draw(null);
      await drawn(() => !isThere);
    },
  };
};

/** Whatever is under way in this process is drawn. */
export const drawn = async (ready: () => boolean): Promise<void> => {
  await expect.poll(ready, { interval: 2 }).toBe(true);
};
