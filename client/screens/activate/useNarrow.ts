import { useEffect, useState } from 'preact/hooks';

const phone = matchMedia('(max-width: 639px)');

/** On a phone, one thing at a time. */
export const useNarrow = (): boolean => {
  const [narrow, setNarrow] = useState(phone.matches);
  useEffect(() => {
    const changed = () => setNarrow(phone.matches);
    phone.addEventListener('change', changed);
    return () => phone.removeEventListener('change', changed);
  }, []);
  return narrow;
};
