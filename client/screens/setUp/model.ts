import { useEffect, useState } from 'preact/hooks';
import { codeIn, pairingCode } from '../../../shared/tablets.ts';
import { leave, me } from '../../session/session.ts';
import { becomeTablet } from '../../session/startTablet.ts';
import { ApiProblem, order } from '../../data/api.ts';
import { claim, collect, stop } from '../../data/tabletApi.ts';

const ASK_MS = 1000;

interface Asking {
  pairingId: string;
  claim: string;
  digits: string;
}

const notAsked = 'Nobody pressed Yes. Ask the manager for a new code, and begin again.';
const ends: Record<'refused' | 'ended', string> = {
  refused: 'The manager pressed No: the numbers were not the same, or it is not this tablet’s turn. Ask them.',
  ended: notAsked,
};

const refusalWords = ({ body, offline }: ApiProblem): string => {
  if (offline) return 'No signal. Stand where there is some, then try again';
  if (body.type === '/problems/pairing-refused')
    return 'That code is not right, has been used or has ended. Ask the manager for a new one';
  if (body.status === 429) return 'Too many tries. Wait a minute, then try again';
  return body.detail ?? body.title;
};

/** Whoever was signed in on this browser is not, once it is everybody's tablet. */
const setUp = async (): Promise<void> => {
  if (me.peek()) {
    await order('/api/sign-out', {}, null);
    leave();
  }
  await becomeTablet();
};

/** Asks once a second whether the manager has answered. */
const useAnswer = (asking: Asking | null, over: (words: string | null) => void): void => {
  useEffect(() => {
    if (!asking) return;
    let timer: ReturnType<typeof setTimeout>;
    let left = false;
    // What was stopped, and what was begun since, is not ended by an answer to what was asked before.
    const end = (words: string): void => void (left || over(words));
    const again = (): void => void (left || (timer = setTimeout(() => void ask(), ASK_MS)));
    const ask = async (): Promise<void> => {
      try {
        const { state } = await collect(asking.pairingId, asking.claim);
        if (state === 'done') await setUp();
        else if (state === 'asking') again();
        else end(ends[state]);
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        if (error.body.type === '/problems/pairing-refused') end(notAsked);
        else again();
      }
    };
    void ask();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [asking]);
};

/** The code that a scanned link brought, taken out of the address so that it stays in no history. */
const broughtAlong = (): string => {
  const code = location.hash.length > 1 ? codeIn(location.href) : '';
  if (location.hash !== '') history.replaceState(history.state, '', location.pathname);
  return code;
};

/** From the code to the manager's answer. */
export const useSetUp = () => {
  const [brought] = useState(broughtAlong);
  const [code, type] = useState(brought);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<Asking | null>(null);
  const setCode = (text: string): void => {
    type(text);
    setFault(null);
  };
  const over = (words: string | null): void => {
    setAsking(null);
    setCode('');
    setFault(words);
  };
  useAnswer(asking, over);
  const send = async (given: string): Promise<void> => {
    const parsed = pairingCode.safeParse(codeIn(given));
    if (!parsed.success) return setFault('Type the ten letters and digits of the code');
    setFault(null);
    setBusy(true);
    try {
      setAsking(await claim(parsed.data));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFault(refusalWords(error));
    } finally {
      setBusy(false);
    }
  };
  const halt = async (): Promise<void> => {
    if (!asking) return;
    over('Stopped. This tablet was not set up.');
    try {
      await stop(asking.pairingId, asking.claim);
    } catch (error) {
      // Without signal nobody can press Yes for it either: it stops by itself within minutes.
      if (!(error instanceof ApiProblem)) throw error;
    }
  };
  return { code, brought: brought !== '' && brought === code, setCode, fault, busy, asking, send, halt };
};
