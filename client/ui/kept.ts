/**
 * Whatever is typed into a control of ours outlives the page: a server's restart, a new version, a sign-in that was
 * needed. Each control sees to it by itself, so no form can forget to. What its writer closes, sends or empties is gone.
 */
import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { type Keeper, keeper } from './keeper.ts';

/**
 * What the fields inside are about, so that words about one guest are never put back into another's form. `null`: they
 * choose what is shown, and are not kept. Whoever comes back to a list must not find people missing from it.
 */
export const About = createContext<string | null>('');

/** What becomes of words whose control is shown no more: thrown away, unless something around it holds them: see `held.tsx`. */
export const Leaving = createContext((open: Keeper, name: string): void => open.drop(name));

/** Counts what a form has sent: what its fields show after that is nothing half said. */
export const Sent = createContext(0);

interface Kept<T> {
  value: T;
  /** What stood there before. */
  before: T;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Could it have been given by this control? An older build may have kept another kind of thing by this name. */
const fits = (found: unknown, value: unknown): boolean =>
  value === null || found === null || (typeof found === typeof value && Array.isArray(found) === Array.isArray(value));

const returning: (() => void)[] = [];
const putBack = (): void => {
  returning.shift()?.();
  if (returning.length > 0) setTimeout(putBack);
};
/** One after the other, each drawn before the next: a form often makes its next state from the one it last drew. */
const queue = (put: () => void): void => {
  if (returning.push(put) === 1) setTimeout(putBack);
};

/**
 * Keeps a control's value once somebody has changed it, and puts it back where it is shown again.
 * @param id unique on the page; `null` keeps nothing
 * @param overlay may it be put back where somebody else has changed meanwhile what stands there? Then the control must
 * show the second answer.
 * @returns what to call instead of `onInput`; and what stands there now, where that is not what it was typed over
 */
export const useKept = <T>(
  id: string | null,
  value: T,
  onInput: (value: T) => void,
  overlay = false,
): [take: (value: T) => void, meanwhile: T | undefined] => {
  const about = useContext(About);
  const [meanwhile, tell] = useState<T | undefined>(undefined);
  const open = keeper.value;
  const name = id === null || about === null ? null : `${location.pathname} ${about} ${id}`;
  const now = useRef({ value, onInput });
  now.current = { value, onInput };
  const before = useRef(value);
  const touched = useRef(false);
  const called = useRef(name);
  const sent = useContext(Sent);
  const leave = useContext(Leaving);
  const knownSent = useRef(sent);
  if (knownSent.current !== sent) touched.current = false;
  if (!touched.current) before.current = value;

  const put = (found: Kept<T>): void => {
    const moved = !same(found.before, before.current);
    if (touched.current || same(found.value, before.current) || (moved && !overlay)) return;
    touched.current = true;
    if (moved) tell(before.current);
    now.current.onInput(found.value);
  };

  useEffect(() => {
    // The same box, about another record now.
    if (called.current !== name) touched.current = false;
    called.current = name;
    if (!open || name === null) return undefined;
    const found = open.read(name) as Kept<T> | undefined;
    if (found && fits(found.value, now.current.value)) queue(() => keeper.peek() === open && put(found));
    // Closed by its writer; whoever was signed out meanwhile finds it again.
    return () => void (keeper.peek() === open && leave(open, name));
  }, [open, name]);

  useEffect(() => {
    if (knownSent.current === sent) return;
    knownSent.current = sent;
    if (name !== null) open?.drop(name);
  }, [open, name, sent]);

  useEffect(() => {
    if (same(value, before.current)) tell(undefined);
    if (!open || name === null || !touched.current) return;
    if (same(value, before.current)) open.drop(name);
    else open.keep(name, { value, before: before.current });
  }, [open, name, JSON.stringify(value)]);

  const take = (given: T): void => {
    touched.current = true;
    if (name !== null) open?.keep(name, { value: given, before: before.current });
    onInput(given);
  };
  return [take, meanwhile];
};
