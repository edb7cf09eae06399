import { useState } from 'preact/hooks';
import { ApiProblem } from '../../data/api.ts';

const refusalWords = ({ body, offline }: ApiProblem): string => {
  if (offline) return 'Haven does not answer. Check the connection, then try again';
  if (body.type === '/problems/pairing-refused') {
    return 'That code is not right, has been used or has ended. Ask whoever started the wall';
  }
  return body.detail ?? body.title;
};

/** Sends what asks nothing back, and says why it could not be done. */
export const useOrder = () => {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const send = async (work: Promise<void>): Promise<void> => {
    setFault(null);
    setBusy(true);
    try {
      await work;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFault(refusalWords(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, fault, setFault, send };
};
