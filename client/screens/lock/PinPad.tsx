import { useEffect } from 'preact/hooks';
import { device } from '../../data/device.ts';
import { Icon } from '../../ui/icons.tsx';
import { type LockModel, PIN_DIGITS } from './model.ts';
import { firstNameOf } from './words.ts';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const places = Array.from({ length: PIN_DIGITS }, (_, place) => place);

const useKeyboard = ({ press, back, clear }: LockModel): void => {
  useEffect(() => {
    const typed = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      if (ctrlKey || metaKey || altKey) return;
      if (/^\d$/.test(key)) press(key);
      else if (key === 'Backspace') back();
      else if (key === 'Delete' || key === 'Escape') clear();
    };
    addEventListener('keydown', typed);
    return () => removeEventListener('keydown', typed);
  }, [press, back, clear]);
};

const question = ({ user, stage }: LockModel): string => {
  const chosen = user.value;
  // They may have a PIN of their own since this screen was opened.
  const who = device.value?.view.hands.find((it) => it.userId === chosen?.userId) ?? chosen;
  if (!who) return 'Press your name, then enter your PIN';
  const name = firstNameOf(who.name);
  if (stage.value.as === 'choose') return `${name}, choose a PIN of your own`;
  if (stage.value.as === 'repeat') return `${name}, enter it once more`;
  return who.firstPin ? `${name}, enter your first PIN` : `${name}, enter your 6-digit PIN`;
};

/** Dots for the eye; for the ear only how many, never which. */
function Entered({ count }: { count: number }) {
  return (
    <>
      <div class="row row--stretch gap-14" aria-hidden="true">
        {places.map((place) => (
          <span key={place} class={place < count ? 'lock-dot lock-dot--on' : 'lock-dot'} />
        ))}
      </div>
      <output class="visually-hidden">
        {count} of {PIN_DIGITS} entered
      </output>
    </>
  );
}

function MessageLine({ lock }: { lock: LockModel }) {
  const { message, busy, stage } = lock;
  if (busy.value) return <p class="lock-message">Checking…</p>;
  if (message.value) {
    return (
      <p class="lock-message warn-text" role="alert">
        <Icon name="alert" size={18} />
        {message.value.text}
      </p>
    );
  }
  if (stage.value.as === 'choose')
    return <p class="lock-message">Six digits only you know. Not a run, not all the same.</p>;
  return <p class="lock-message" />;
}

export function PinPad({ lock }: { lock: LockModel }) {
  useKeyboard(lock);
  const off = lock.user.value === null;
  return (
    <>
      <h2 class="lock-ask below-18 size-24 phone-size-19 tight centre" id="lock-ask">
        {question(lock)}
      </h2>
      <Entered count={lock.digits.value.length} />
      <MessageLine lock={lock} />
      <fieldset class="lock-pad key-pad" aria-labelledby="lock-ask">
        {keys.map((key) => (
          <button key={key} type="button" disabled={off} onClick={() => lock.press(key)}>
            {key}
          </button>
        ))}
        <button type="button" class="key-pad__word" disabled={off} onClick={lock.clear}>
          Clear
        </button>
        <button type="button" disabled={off} onClick={() => lock.press('0')}>
          0
        </button>
        <button type="button" disabled={off} aria-label="Delete the last digit" onClick={lock.back}>
          <Icon name="backspace" size={30} />
        </button>
      </fieldset>
    </>
  );
}
