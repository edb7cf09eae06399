import { batch, signal } from '@preact/signals';
import { isWeakPin, type TabletUser } from '../../../shared/tablets.ts';
import { type Unlocking, unlock } from '../../session/unlock.ts';
import { firstNameOf, wrongWords } from './words.ts';

export const PIN_DIGITS = 6;

/** What the six digits are for. */
type Stage = { as: 'pin' } | { as: 'choose'; first: string } | { as: 'repeat'; first: string; own: string };
export interface Message {
  tone: 'warn' | 'info';
  text: string;
}

const outcomeWords = (it: Unlocking, user: TabletUser): Message | null => {
  const name = firstNameOf(user.name);
  if (it.as === 'wrong') return { tone: 'warn', text: wrongWords(it.triesLeft) };
  if (it.as === 'refused') return { tone: 'warn', text: it.words };
  if (it.as !== 'unseen') return null;
  const text = `${name} needs signal to unlock this tablet now. Stand where there is some, or ask someone who has used it today.`;
  return { tone: 'warn', text };
};

/** The lock screen's own memory: made anew each time it is shown, so no digit outlives it. */
export const makeLock = (users: readonly TabletUser[]) => {
  const user = signal<TabletUser | null>(users.length === 1 ? (users[0] ?? null) : null);
  const stage = signal<Stage>({ as: 'pin' });
  const digits = signal('');
  const busy = signal(false);
  const message = signal<Message | null>(null);
  const lockedOut = signal(false);

  const next = (to: Stage, words: Message | null = null): void =>
    batch(() => {
      stage.value = to;
      digits.value = '';
      message.value = words;
    });

  const attempt = async (pin: string, newPin?: string): Promise<void> => {
    const who = user.peek();
    if (!who) return;
    busy.value = true;
    try {
      const outcome = await unlock(who, pin, newPin);
      if (outcome.as === 'open') return;
      if (outcome.as === 'lockedOut') lockedOut.value = true;
      if (outcome.as === 'newPin') next({ as: 'choose', first: pin });
      else next({ as: 'pin' }, outcomeWords(outcome, who));
    } finally {
      busy.value = false;
    }
  };

  const chosen = (first: string, own: string): void => {
    if (own === first) next({ as: 'choose', first }, { tone: 'warn', text: 'Choose other digits than the first PIN.' });
    else if (isWeakPin(own)) {
      next({ as: 'choose', first }, { tone: 'warn', text: 'Choose digits that are not a run and not all the same.' });
    } else next({ as: 'repeat', first, own });
  };

  const complete = (typed: string): void => {
    const now = stage.peek();
    if (now.as === 'pin') void attempt(typed);
    else if (now.as === 'choose') chosen(now.first, typed);
    else if (typed === now.own) void attempt(now.first, now.own);
    else next({ as: 'choose', first: now.first }, { tone: 'warn', text: 'Those were not the same. Choose again.' });
  };

  const press = (digit: string): void => {
    if (!user.peek() || busy.peek() || digits.peek().length >= PIN_DIGITS) return;
    digits.value += digit;
    if (digits.peek().length === PIN_DIGITS) complete(digits.peek());
  };

  return {
    user,
    stage,
    digits,
    busy,
    message,
    lockedOut,
    press,
    choose: (who: TabletUser | null): void => {
      if (busy.peek()) return;
      user.value = who;
      next({ as: 'pin' });
    },
    back: (): void => {
      if (!busy.peek()) digits.value = digits.peek().slice(0, -1);
    },
    clear: (): void => {
      if (!busy.peek()) digits.value = '';
    },
  };
};
export type LockModel = ReturnType<typeof makeLock>;
