import { useEffect, useState } from 'preact/hooks';

export const desk = '(min-width: 1280px)';

/** Follows a media query. */
export const useMedia = (query: string): boolean => {
  const [matches, set] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const follow = () => set(list.matches);
    list.addEventListener('change', follow);
    return () => list.removeEventListener('change', follow);
  }, [query]);
  return matches;
};
