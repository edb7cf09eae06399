import { effect, type Signal } from '@preact/signals';
import type { Drafts } from '../data/drafts.ts';
import { keeper } from '../ui/keeper.ts';

const AGAIN_MS = 3000;

/** Fetched once somebody is there, and nobody waits for it: what was typed before it came is kept then. */
const fetched = (): Promise<typeof import('../data/drafts.ts')> =>
  import('../data/drafts.ts').catch(async () => {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    return fetched();
  });

let drafts: Drafts | null = null;
let asked = 0;

/** Nobody is here any more: what was typed stays sealed, for its writer alone. */
export const leaveTyped = (): void => {
  asked += 1;
  drafts = null;
  keeper.value = null;
};

/** Puts back what this person had typed here. @param secret 32 bytes of theirs */
export const recallTyped = async (userId: string, secret: Uint8Array<ArrayBuffer>): Promise<void> => {
  leaveTyped();
  const mine = asked;
  // Plain HTTP on another host: Haven keeps nothing there.
  if (!isSecureContext) return;
  const { openDrafts } = await fetched();
  if (mine !== asked) return;
  const found = await openDrafts(userId, secret);
  if (mine === asked) keeper.value = drafts = found;
};

/** Is there anything this person began here and did not send? */
export const hasTyped = (): boolean => drafts?.holdsAny() ?? false;

/** Is everything typed on this page kept? */
export const typedIsKept = async (): Promise<boolean> => {
  return (await drafts?.written()) ?? false;
};

interface Keeping<T> {
  /** Says who and what it is about; another shape of what is kept takes another name. */
  name: () => string;
  held: Signal<T>;
  /** Nothing worth keeping: not begun, or done with. */
  isBlank: (it: T) => boolean;
}

/** As a control keeps what is typed into it, for what outlives its screen in memory. Answers how to end that. */
export const keepSignal = <T>({ name, held, isBlank }: Keeping<T>): (() => void) => {
  let known = '';
  return effect(() => {
    const [open, called, it] = [keeper.value, name(), held.value];
    const first = open !== null && known !== called;
    known = open ? called : '';
    if (!open) return;
    const found = first && isBlank(it) ? open.read(called) : undefined;
    if (found !== undefined) held.value = found as T;
    else if (isBlank(it)) open.drop(called);
    else open.keep(called, it);
  });
};
