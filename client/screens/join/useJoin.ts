import { useState } from 'preact/hooks';
import { tried } from '../../../shared/faults.ts';
import { joinBody, type LinkFor } from '../../../shared/users.ts';
import { startSession } from '../../session/session.ts';
import { useFound } from '../../forms/useFound.ts';
import { ApiProblem, order } from '../../data/api.ts';
import type { FieldError } from '../../ui/error-summary.tsx';

interface Draft {
  name: string;
  email: string;
  password: string;
  repeat: string;
}

interface Joining {
  about: LinkFor;
  token: string;
  onDone: () => void;
  onEnded: () => void;
}

const bodyOf = (draft: Draft, { about, token }: Joining) => ({
  token,
  password: draft.password,
  ...(about.purpose === 'reset' ? {} : { name: draft.name }),
  ...(about.purpose === 'first_administrator' ? { email: draft.email } : {}),
});

const wanted: Record<string, string> = { name: 'Enter your name', email: 'Enter your work email address' };

/** What to say of a field that was left empty. */
const missing = (draft: Draft, id: string): string | undefined =>
  (id === 'name' || id === 'email') && draft[id].trim() === '' ? wanted[id] : undefined;

const faultsOf = (draft: Draft, joining: Joining): FieldError[] => {
  const faults = tried(joinBody, bodyOf(draft, joining)).faults.map(({ path, words }) => {
    const id = String(path[0]);
    return { id, text: missing(draft, id) ?? words };
  });
  const same = draft.password === draft.repeat;
  return same ? faults : [...faults, { id: 'repeat', text: 'Enter the same password in both boxes' }];
};

const wordsOf = ({ body, offline }: ApiProblem): string =>
  offline ? 'Haven does not answer. Check your connection, then try again' : (body.detail ?? body.title);

const refusalsOf = (error: ApiProblem): FieldError[] =>
  error.body.errors?.map((it) => ({ id: it.pointer.slice(1), text: it.detail })) ?? [
    { id: 'password', text: wordsOf(error) },
  ];

/** The form behind a one-time link: checked here first, then sent. */
export const useJoin = (joining: Joining) => {
  const [draft, set] = useState<Draft>({ name: joining.about.name ?? '', email: '', password: '', repeat: '' });
  const { answer, errors, find, typed } = useFound();
  const [busy, setBusy] = useState(false);
  const refuse = (error: ApiProblem): void => {
    if (error.body.type === '/problems/link-expired') joining.onEnded();
    else find(refusalsOf(error));
  };
  const send = async (): Promise<void> => {
    const faults = faultsOf(draft, joining);
    find(faults);
    if (faults.length > 0) return;
    setBusy(true);
    try {
      await order('/api/join', {}, bodyOf(draft, joining));
      await startSession();
      joining.onDone();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      refuse(error);
    } finally {
      setBusy(false);
    }
  };
  const change = (part: Partial<Draft>): void => {
    set({ ...draft, ...part });
    typed(part);
  };
  return { draft, change, answer, errors, busy, send };
};
