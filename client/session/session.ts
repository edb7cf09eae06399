import { computed, effect, signal } from '@preact/signals';
import {
  grantsWithin,
  levelFor,
  may,
  mayRegister,
  type Compartment,
  type Grant,
  type InPlace,
  type Level,
  type RegisterRight,
  roles,
} from '../../shared/roles.ts';
import type { AnswerOf } from '../../shared/contract.ts';
import type { Queries } from '../../shared/routes/all.ts';
import { fromBase64url } from '../../shared/sealing.ts';
import { makeRetry } from '../data/retry.ts';
import { ApiProblem, ask, order, saysSignedOut, signedOut } from '../data/api.ts';
import { type Author, author } from '../data/author.ts';
import { flush, ownUnsent } from '../data/outbox.ts';
import { accessChanged, connect, disconnect, follow } from '../data/sync.ts';
import { setClock } from '../data/time.ts';
import { tick } from './now.ts';
import { hasTyped, leaveTyped, recallTyped, typedIsKept } from './typed.ts';

/** As the server says it: with what opens the words this person left half typed, which is held nowhere else. */
type MeAnswer = AnswerOf<Queries['/api/me']>;

/** `userId` is empty for a window that is a wall, which is nobody: see wallSession.ts. */
export type Me = Pick<MeAnswer, 'userId' | 'name' | 'email' | 'grants' | 'exercise' | 'clock'>;

/** A centre as the list of operations names it. */
export interface CentreName {
  id: string;
  name: string;
  state: string;
  [key: string]: unknown;
}
export interface OperationName {
  id: string;
  codeName: string;
  state: 'planned' | 'running' | 'closed';
  exercise: boolean;
  centres: CentreName[];
  [key: string]: unknown;
}

/** The paired tablet they work at, and the key that proves it is them. */
export const authorDevice = signal<Author['device']>(null);
/** Nobody can say yet who is signed in here, because there is no signal. */
export const noSignal = signal(false);
/** `undefined` until the server has said whether someone is signed in. */
export const me = signal<Me | null | undefined>(undefined);
export const operations = signal<readonly OperationName[] | null>(null);
/** The chosen operation and centre: from the address, else the last or only ones. */
export const operationId = signal<string | null>(null);
export const centreId = signal<string | null>(null);
/** What a wall shows is less than whoever looks at it may see: less is asked for from the first question on. */
export const onWall = signal(location.pathname.includes('/wall'));

export const operation = computed(() => operations.value?.find((it) => it.id === operationId.value) ?? null);

const grants = computed(() => me.value?.grants ?? []);

/** May this person do it, at the chosen operation and centre unless another is named? */
export const can = <Action extends string>(
  action: InPlace<Action>,
  where: { centreId?: string | null } = {},
): boolean => {
  const at = where.centreId === undefined ? centreId.value : where.centreId;
  return operationId.value !== null && may(grants.value, action, { operationId: operationId.value, centreId: at });
};
/** May they do it to the registers, which belong to no operation? */
export const canRegister = (action: RegisterRight): boolean => mayRegister(grants.value, action);

/** How much of a compartment this person is shown at the chosen centre. */
export const sees = (compartment: Compartment): Level =>
  operationId.value ? levelFor(grantsWithin(grants.value, operationId.value), compartment, centreId.value) : 'none';

/** Leads hear of what is urgent wherever they are. */
export const isLead = (): boolean => sees('identity') === 'full' || sees('staffing') === 'full';

/** Whom the roster asks for and who said yes; not only how many are on site. */
export const seesRoster = (): boolean => sees('staffing') === 'kind' || sees('staffing') === 'full';

/** The role to name beside the person: the first that counts here. */
export const roleTitle = computed(() => {
  const here = operationId.value ? grantsWithin(grants.value, operationId.value) : grants.value;
  const [first] = here.length > 0 ? here : grants.value;
  return first ? roles[first.role].title : 'No role yet';
});
export const holds = (role: Grant['role']): boolean => grants.value.some((it) => it.role === role);

/** Counts who is asked for and who leaves: an answer from before either is nobody's any more. */
let turn = 0;

export const refreshOperations = async (): Promise<void> => {
  const asked = me.peek()?.userId;
  const { items } = await ask('/api/operations', {});
  if (me.peek()?.userId !== asked) return;
  operations.value = items;
  const still = items.find((it) => it.id === operationId.peek());
  if (!still) operationId.value = (items.find((it) => it.state === 'running') ?? items[0])?.id ?? null;
  const own = grants.peek().find((it) => it.centreId !== null && it.operationId === operationId.peek());
  centreId.value ??= own?.centreId ?? null;
};

/** Why nobody is signed in any more, where nobody signed out, and whether something half typed is kept for them. */
export interface Left {
  because: 'idle' | 'ended';
  kept: boolean;
}
export const left = signal<Left | null>(null);

const enter = async (answer: MeAnswer): Promise<void> => {
  const before = me.peek();
  // Somebody else signed in, in another window: what is on this one's screens is not theirs.
  if (before && before.userId !== answer.userId) return leave();
  setClock(answer.clock.now, answer.clock.rate);
  tick();
  const { typed, ...found } = answer;
  if (typed && !before) void recallTyped(answer.userId, fromBase64url(typed));
  me.value = found;
  left.value = null;
  noSignal.value = false;
  const entered = turn;
  if (found.grants.length > 0) await refreshOperations();
  if (entered !== turn) return;
  connect();
  flush();
};

const retry = makeRetry(() => void startSession());

export const startSession = async (): Promise<void> => {
  turn += 1;
  const asked = turn;
  try {
    const answer = await ask('/api/me', {});
    if (asked !== turn) return;
    await enter(answer);
    if (asked === turn) retry.stop();
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (asked !== turn) return;
    if (saysSignedOut(error)) return leave();
    noSignal.value = true;
    retry.soon();
  }
};

export const signIn = async (email: string, password: string): Promise<void> => {
  await order('/api/sign-in', {}, { email, password });
  await startSession();
};

/** Nobody uses this browser any more; what they were shown is gone from it. */
export const leave = (): void => {
  turn += 1;
  leaveTyped();
  retry.stop();
  disconnect();
  noSignal.value = false;
  me.value = null;
  operations.value = null;
  operationId.value = null;
  centreId.value = null;
};

/** Refused while something said here waits that only this person's own session can send. */
export const signOut = async (): Promise<'left' | 'unsent'> => {
  if ((await ownUnsent()) > 0) return 'unsent';
  await order('/api/sign-out', {}, null);
  leave();
  return 'left';
};

const leaveWithWords = async (because: Left['because']): Promise<void> => {
  const [begun, kept] = [hasTyped(), typedIsKept()];
  leave();
  left.value = { because, kept: begun && (await kept) };
};

/** Nobody is at this browser: its session ends, with or without signal. What waits is sent when they are back. */
export const leaveUnattended = async (): Promise<void> => {
  const words = leaveWithWords('idle');
  await order('/api/sign-out', {}, null).catch((error: unknown) => {
    if (!(error instanceof ApiProblem)) throw error;
  });
  await words;
};

signedOut.tell = () => {
  if (me.peek()) void leaveWithWords('ended');
};
accessChanged.tell = () => void startSession();
effect(() => follow(me.value ? operationId.value : null, onWall.value));
effect(() => {
  author.value = me.value ? { id: me.value.userId, name: me.value.name, device: authorDevice.value } : null;
});
