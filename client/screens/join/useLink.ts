import { useCallback, useEffect, useState } from 'preact/hooks';
import { type LinkFor, linkToken } from '../../../shared/users.ts';
import { ApiProblem, send } from '../../data/api.ts';

export type Link = { state: 'loading' | 'ended' | 'broken' | 'failed' } | { state: 'ready'; about: LinkFor };

const look = async (token: string): Promise<Link> => {
  if (!linkToken.safeParse(token).success) return { state: 'broken' };
  try {
    return { state: 'ready', about: await send('/api/join/check', {}, { token }) };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return { state: error.body.type === '/problems/link-expired' ? 'ended' : 'failed' };
  }
};

/** The one-time link in the address, and whom it is for. */
export const useLink = (): { link: Link; token: string; again: () => void } => {
  const [token, setToken] = useState(() => location.hash.slice(1));
  const [link, setLink] = useState<Link>({ state: 'loading' });
  const again = useCallback(() => {
    setLink({ state: 'loading' });
    void look(token).then(setLink);
  }, [token]);
  useEffect(again, [again]);
  useEffect(() => {
    const follow = () => setToken(location.hash.slice(1));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return { link, token, again };
};
