/**
 * The way out for every command: sealed, kept on this device, and sent when it can be. What this session has made stays
 * in memory as well, so that it shows at once; after a lock only the sealed items are left.
 */
import { batch, effect } from '@preact/signals';
import type { z } from 'zod';
import type { Contract, ResultOf } from '../../shared/contract.ts';
import { isOpenNeed } from '../../shared/needs.ts';
import type { FieldError } from '../../shared/problems.ts';
import { type Answer, answered, answerTo, forgetPending, isAwaited, unawait } from './answers.ts';
import { type Alert, alertOf } from './alert.ts';
import { addAlert, readAlerts } from './alerts.ts';
import { type Author, author } from './author.ts';
import { database, type Waiting } from './database.ts';
import { newId } from './ids.ts';
import { NotSaved, notSavedFrom } from './notSaved.ts';
import { drop, isKnown, type Pending, pending, update } from './pending.ts';
import { attended, push } from './push.ts';
import { makeQueue } from './queue.ts';
import type { About } from './raising.ts';
import { sealed } from './sealer.ts';
import { makeOutboxStore } from './outboxStore.ts';
import { byId, cursor, holding, rows } from './store.ts';
import { tabsOn } from './tabs.ts';
import { timeNow } from './time.ts';
import { counted, notSaved, othersWaiting, saving, unsendable, waiting } from './outboxState.ts';

export interface Submitted<R> {
  id: string;
  /** Settles when the server has answered; waits through lost signal. */
  answer: Promise<Answer<R>>;
  /** The form is gone: a refusal from now on waits under "needs attention". */
  leave(): void;
}

export class InvalidFields extends Error {
  constructor(readonly errors: FieldError[]) {
    super('Some fields need another answer');
    this.name = 'InvalidFields';
  }
}

/** Would the server find nothing wrong with these arguments? */
export const isRight = <C extends Contract>(contract: C, args: z.input<C['args']>): boolean =>
  contract.args.safeParse(args).success;

const unnamed = {
  pointer: '/args',
  code: 'custom',
  detail: 'Something here needs another answer. Find signal to be told what',
};

/** What it would find, without asking it. The words are fetched with the first fault: at the door there is none. */
export const faultsIn = async <C extends Contract>(contract: C, args: z.input<C['args']>): Promise<FieldError[]> => {
  const words = await import('../../shared/faults.ts').catch(() => null);
  if (!words) return [unnamed];
  return words.tried(contract.args, args).faults.map(({ path, code, words: detail }) => ({
    pointer: `/args/${path.map(String).join('/')}`,
    code,
    detail,
  }));
};

const AGAIN_MS = 30_000;
const queue = makeQueue({
  store: makeOutboxStore(database),
  push,
  lock: (run) => navigator.locks.request('haven-outbox', run),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
  tabs: tabsOn(new BroadcastChannel('haven-outbox')),
  account: () => {
    const who = author.peek();
    return who && !who.device ? who.id : null;
  },
  onAnswers: (answers) => answers.forEach(answered),
  onState: ({ all, others }) => {
    waiting.value = all;
    counted.value = true;
    othersWaiting.value = others;
  },
  onRead: () => void readAlerts().catch(() => undefined),
  onStuck: (count) => (unsendable.value = count),
});

let last: Promise<unknown> = Promise.resolve();
/** Keeps commands in the order they were made, whichever is sealed first. */
const addInOrder = (it: Promise<Waiting>, alert: Alert | null, kept: () => void): Promise<void> => {
  const added = Promise.all([it, last]).then(([item]) => queue.add(item, alert, kept));
  last = added.catch(() => undefined);
  return added;
};

let asked = false;
/** Asks the browser not to throw away what waits, once there is something. */
const askToPersist = (): void => {
  if (!asked) void navigator.storage?.persist?.().catch(() => undefined);
  asked = true;
};

/** The guest a command is about, as they are before it. */
const guestOf = ({ args }: Pending): About => {
  const guest = byId.person.peek().get(String(args['personId']));
  const told = byId.needDetail.peek();
  const isTold = rows.need
    .peek()
    .some((it) => it.personId === guest?.id && isOpenNeed(it.state) && told.get(it.id)?.kind === 'lone_child');
  return guest && { ...guest, isTold };
};

const keep = async (made: Pending, by: Author | null, kept?: () => void): Promise<void> => {
  saving.value += 1;
  let isKept = false;
  try {
    if (!by) throw new NotSaved('nobody');
    const alert = alertOf(made, guestOf(made));
    const show = (): void => {
      isKept = true;
      addAlert(alert);
      notSaved.value = null;
      kept?.();
    };
    await addInOrder(sealed(made, by), alert, () => batch(show));
    askToPersist();
  } catch (error) {
    if (isKept) throw error;
    unawait(made.id);
    const failure = notSavedFrom(error);
    notSaved.value = failure.message;
    throw failure;
  } finally {
    saving.value -= 1;
  }
};

/** The id that its contract's argument names. */
const settledBy = ({ settles }: Contract, args: Record<string, unknown>): string | null =>
  settles === undefined ? null : String(args[settles]);

/**
 * Keeps a command on this device and sends it when it can. Resolves once it is committed to storage; only then say
 * "saved". With `attended`, the caller shows a refusal itself, and it is not raised under "needs attention". `kept` runs
 * in the same batch in which the command shows, so that the screen is drawn once.
 * @throws InvalidFields, NotSaved
 */
export const submit = async <C extends Contract>(
  contract: C,
  args: z.input<C['args']>,
  options: { attended?: boolean; kept?: (id: string) => void } = {},
): Promise<Submitted<ResultOf<C>>> => {
  if (!isRight(contract, args)) throw new InvalidFields(await faultsIn(contract, args));
  const id = newId();
  const by = author.peek();
  const made: Pending = {
    id,
    name: contract.name,
    args: args as Record<string, unknown>,
    operationId: (args as { operationId?: string }).operationId ?? null,
    occurredAt: timeNow().toISOString(),
    author: by && { id: by.id, name: by.name },
    state: 'waiting',
    seq: null,
    problem: null,
    settles: settledBy(contract, args as Record<string, unknown>),
    entersLog: contract.entersLog === true,
  };
  if (options.attended) attended.add(id);
  const answer = answerTo<ResultOf<C>>(id);
  await keep(made, by, () => {
    // Another tab may have sent it already.
    if (isAwaited(id)) pending.value = [...pending.peek(), made];
    options.kept?.(id);
  });
  queue.start();
  return { id, answer, leave: () => void attended.delete(id) };
};

/** As `submit`, where no form stays open: `null` where it could not be kept, which the bar then says. */
export const trySubmit = async <C extends Contract>(
  ...args: Parameters<typeof submit<C>>
): Promise<Submitted<ResultOf<C>> | null> => {
  try {
    return await submit<C>(...args);
  } catch (error) {
    if (error instanceof NotSaved) return null;
    throw error;
  }
};

/** Keeps a command and waits for its answer, through lost signal. A save that fails is an answer too. */
export const ask = async <C extends Contract>(contract: C, args: z.input<C['args']>): Promise<Answer<ResultOf<C>>> => {
  try {
    return await (
      await submit(contract, args, { attended: true })
    ).answer;
  } catch (error) {
    if (error instanceof NotSaved) return { ok: false, problem: error.problem };
    throw error;
  }
};

/** Takes a refused command off the list: somebody has dealt with it. */
export const discard = (id: string): void => drop((it) => it.id === id && it.state === 'refused');

const sendAnew = async (it: Pending): Promise<void> => {
  const again: Pending = { ...it, id: newId(), state: 'waiting', problem: null };
  // At once, so that a second press finds nothing to send.
  update(it.id, again);
  try {
    await keep(again, author.peek());
    queue.start();
  } catch (error) {
    update(again.id, it);
    if (!(error instanceof NotSaved)) throw error;
  }
};

/** Sends a refused command again, as a new one. */
export const retry = (id: string): void => {
  const it = pending.peek().find((one) => one.id === id && one.state === 'refused');
  if (it && isKnown(it)) void sendAnew(it);
};

/** Tries at once: the network came back, someone signed in, the page is looked at again. */
export const flush = (): void => queue.flush();

/** How many commands wait that only one's own session can send. */
export const ownUnsent = async (): Promise<number> => (await queue.count().catch(() => null))?.own ?? 0;

let whose: string | null = null;
effect(() => {
  const now = author.value?.id ?? null;
  if (now === whose) return;
  whose = now;
  forgetPending();
  queue.count().catch(() => undefined);
  flush();
});
effect(() => {
  const seen = cursor.value;
  drop((it) => it.state === 'accepted' && it.operationId === holding.peek() && it.seq !== null && it.seq <= seen);
});
addEventListener('online', flush);
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && flush());
setInterval(queue.start, AGAIN_MS);
// What an earlier start of this browser left.
queue.count().catch(() => undefined);
flush();
