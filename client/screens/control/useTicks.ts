import { useEffect, useRef, useState } from 'preact/hooks';
import { changeCentre, type ReadinessItem } from '../../../shared/centres.ts';
import { centreHere } from '../../parts/centres/here.ts';
import { useSend } from '../../forms/useSend.ts';

type Ticks = Partial<Record<ReadinessItem, boolean>>;

const isTicked = (item: string): boolean => centreHere.peek()?.ready[item as ReadinessItem] === true;

/** Ticks shown at once and sent one after the other, each from the version the last one made. */
export const useTicks = () => {
  const { send, refused } = useSend();
  const [asked, setAsked] = useState<Ticks>({});
  const version = useRef(0);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const centre = centreHere.value;
  useEffect(() => {
    version.current = Math.max(version.current, centre?.rowVersion ?? 0);
    // What the row now says needs no local answer any more.
    setAsked((all) => Object.fromEntries(Object.entries(all).filter(([item, on]) => isTicked(item) !== on)));
  }, [centre?.rowVersion]);

  const forget = (item: ReadinessItem) => setAsked(({ [item]: _gone, ...rest }) => rest);
  const sendOne = async (item: ReadinessItem, on: boolean): Promise<void> => {
    const at = centreHere.peek();
    if (!at) return;
    const baseVersion = Math.max(version.current, at.rowVersion);
    const where = { operationId: at.operationId, centreId: at.id, baseVersion };
    const result = await send(changeCentre, { ...where, ready: { [item]: on } });
    if (result !== null && result !== 'saved') version.current = Math.max(version.current, result.rowVersion);
    if (result === null) forget(item);
  };

  return {
    refused,
    ticked: (item: ReadinessItem): boolean => asked[item] ?? centre?.ready[item] === true,
    tick: (item: ReadinessItem, on: boolean): void => {
      setAsked((all) => ({ ...all, [item]: on }));
      queue.current = queue.current.then(() => sendOne(item, on));
    },
  };
};
